import type { Finding } from "../kit/index.ts";
import type { MigrationFile } from "./file.ts";
import { refusal, type Allowance } from "./finding.ts";
import type { MigrationFolder } from "./folder.ts";
import type { HistoryEntry } from "./history.ts";
import { judgeMigrations, type MigrationRow, type MigrationState } from "./judge.ts";

export interface MigrationPlan {
  /** To be run, in this order. */
  readonly pending: readonly MigrationFile[];
  /** Not empty: nothing may be run. */
  readonly refusals: readonly Finding[];
  readonly rows: readonly MigrationRow[];
}

const SETTLED: ReadonlySet<MigrationState> = new Set(["applied", "edited", "missing", "standalone", "half-reverted"]);

export interface PlanOptions {
  /** Run no other file. */
  readonly only?: string | undefined;
  readonly allow?: ReadonlySet<Allowance> | undefined;
}

/** What to do with a folder over a history, or why not. */
export function planMigrations(
  folder: MigrationFolder,
  history: readonly HistoryEntry[],
  { only, allow }: PlanOptions = {},
): MigrationPlan {
  const all = judgeMigrations(folder.files, history);
  const chosenFile = folder.files.find((file) => file.id === only);
  // A file by itself is held against its own row only: the folder may belong to another database.
  const rows = chosenFile?.standalone === true ? all.filter((row) => row.id === only) : all;
  const open = rows.filter((row) => row.file !== undefined && !SETTLED.has(row.state));
  const chosen = only === undefined ? open : open.filter((row) => row.id === only);
  const skipped =
    only === undefined
      ? []
      : open.slice(
          0,
          Math.max(
            0,
            open.findIndex((row) => row.id === only),
          ),
        );
  const settled = rows.filter((row) => !open.includes(row));
  const judged = [...settled, ...chosen].filter((row) => !isAllowed(row, allow));
  return {
    pending: chosen.flatMap((row) => row.file ?? []),
    refusals: [
      ...(only === undefined ? folder.strays : []),
      ...judged.flatMap((row) => refusalsOf(row, folder)),
      ...chosen.flatMap((row) => notNext(row, skipped)),
    ],
    rows,
  };
}

function isAllowed({ state, file }: MigrationRow, allow: ReadonlySet<Allowance> | undefined): boolean {
  if (state === "out-of-order" && file !== undefined && file.problems.length > 0) return false;
  return [...(allow ?? [])].some((allowed) => allowed === state);
}

function refusalsOf(row: MigrationRow, folder: MigrationFolder): readonly Finding[] {
  const { file, entry } = row;
  if (file === undefined) return row.state === "missing" ? [missing(row, folder)] : [];
  const place = { path: file.path };
  if (row.state === "edited") return [refusal("migration-edited", place, { appliedAt: entry?.recordedAt ?? null })];
  if (row.state === "half-reverted") return [refusal("migration-half-reverted", place, { migration: row.id })];
  if (row.state === "out-of-order") return [refusal("migration-out-of-order", place, { newest: row.newest ?? null })];
  return row.state === "unusable" ? file.problems : [];
}

function missing(row: MigrationRow, folder: MigrationFolder): Finding {
  const renamed = folder.files.find((file) => file.rawChecksum === row.entry?.rawChecksum);
  const evidence = {
    migration: row.id,
    state: row.entry?.state ?? "applied",
    appliedAt: row.entry?.recordedAt ?? null,
    sameContentIn: renamed?.path ?? null,
  };
  return refusal("migration-missing", { path: `${folder.path}/${row.id}.sql` }, evidence);
}

/** Running a file before older ones would make those come too late. */
function notNext(row: MigrationRow, skipped: readonly MigrationRow[]): readonly Finding[] {
  if (skipped.length === 0 || row.file === undefined) return [];
  return [refusal("migration-not-next", { path: row.file.path }, { before: skipped.map((other) => other.id) })];
}
