import type { Finding } from "../kit/index.ts";
import type { MigrationFile } from "./file.ts";
import { refusal, type Allowance } from "./finding.ts";
import type { MigrationFolder } from "./folder.ts";
import type { HistoryEntry } from "./history.ts";
import { judgeMigrations, type MigrationRow } from "./judge.ts";
import type { Script } from "./script.ts";

/** How far back: so many migrations, down to one that stays, or all of them. */
export type RollbackTarget =
  | { readonly kind: "steps"; readonly steps: number }
  | { readonly kind: "to"; readonly id: string }
  | { readonly kind: "only"; readonly id: string }
  | { readonly kind: "all" };

export interface Reversal {
  readonly file: MigrationFile;
  readonly script: Script;
  readonly entry: HistoryEntry;
}

export interface RollbackPlan {
  /** To be run, in this order: the newest first. */
  readonly pending: readonly Reversal[];
  /** Not empty: nothing may be run. */
  readonly refusals: readonly Finding[];
}

export interface RollbackOptions {
  readonly target: RollbackTarget;
  readonly allow?: ReadonlySet<Allowance> | undefined;
}

/**
 * What to undo of a history, or why not. A migration that was begun and not completed counts like an applied one: its
 * rollback is to clear away what it left. One that was run by its path is undone by its name only.
 */
export function planRollback(
  folder: MigrationFolder,
  history: readonly HistoryEntry[],
  { target, allow }: RollbackOptions,
): RollbackPlan {
  const rows = judgeMigrations(folder.files, history).filter(({ entry }) => entry !== undefined);
  const chosen = chosenRows(rows, target);
  const judged = chosen.map((row) => judgedRow(row, folder, allow));
  return {
    pending: judged.flatMap(({ reversal }) => reversal ?? []),
    refusals: judged.flatMap(({ refusals }) => refusals),
  };
}

function chosenRows(rows: readonly MigrationRow[], target: RollbackTarget): readonly MigrationRow[] {
  if (target.kind === "only") return rows.filter(({ id }) => id === target.id);
  const ordered = rows
    .filter(({ entry, file }) => entry?.standalone !== true || file?.standalone === false)
    .toReversed();
  if (target.kind === "all") return ordered;
  if (target.kind === "steps") return ordered.slice(0, target.steps);
  const stays = ordered.findIndex(({ id }) => id === target.id);
  return stays < 0 ? [] : ordered.slice(0, stays);
}

interface Judged {
  readonly reversal: Reversal | undefined;
  readonly refusals: readonly Finding[];
}

const refused = (finding: Finding): Judged => ({ reversal: undefined, refusals: [finding] });

function judgedRow(row: MigrationRow, folder: MigrationFolder, allow: RollbackOptions["allow"]): Judged {
  const { file, entry, id } = row;
  if (entry === undefined) return { reversal: undefined, refusals: [] };
  const appliedAt = entry.recordedAt;
  if (file === undefined)
    return refused(
      refusal(
        "migration-missing",
        { path: `${folder.path}/${id}.sql` },
        { migration: id, state: entry.state, appliedAt },
      ),
    );
  const script = file.down;
  if (row.state === "edited" && allow?.has("edited") !== true)
    return refused(refusal("migration-edited", { path: file.path }, { appliedAt }));
  if (script === undefined) return refused(refusal("rollback-missing", { path: file.path }, { migration: id }));
  if (script.irreversible !== undefined)
    return refused(
      refusal("rollback-irreversible", { path: script.path }, { migration: id, reason: script.irreversible }),
    );
  return { reversal: { file, script, entry }, refusals: script.problems };
}
