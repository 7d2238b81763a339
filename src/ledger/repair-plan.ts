import type { MigrationFolder } from "./folder.ts";
import type { HistoryEntry } from "./history.ts";
import { judgeMigrations, type MigrationRow, type MigrationState } from "./judge.ts";

/** What is done to a row of the history; the database's own objects are never touched. */
export type RepairAction = "accept-edit" | "forget" | "mark-applied";

export interface Repair {
  readonly migration: string;
  readonly state: MigrationState;
  /** null: nothing is wrong with it, or the decision was not given. */
  readonly action: RepairAction | null;
  /** `--as` must say whether it is applied. */
  readonly needsDecision: boolean;
  readonly row: MigrationRow;
}

/** What could be repaired, and how: the named ones, or all that are in disorder. */
export function planRepair(
  { folder, history }: { readonly folder: MigrationFolder; readonly history: readonly HistoryEntry[] },
  names: readonly string[],
  as: "applied" | "pending" | undefined,
): readonly Repair[] {
  const rows = judgeMigrations(folder.files, history);
  const chosen = names.length === 0 ? rows.filter(isDisordered) : rows.filter(({ id }) => names.includes(id));
  return chosen.map((row) => repairOf(row, as));
}

const DISORDERED: ReadonlySet<MigrationState> = new Set(["edited", "missing", "unfinished", "half-reverted"]);

const isDisordered = ({ state, entry }: MigrationRow): boolean => entry !== undefined && DISORDERED.has(state);

function repairOf(row: MigrationRow, as: "applied" | "pending" | undefined): Repair {
  const isBroken = row.state === "unfinished" || row.state === "half-reverted";
  const base = { migration: row.id, state: row.state, needsDecision: isBroken && as === undefined, row };
  if (!isDisordered(row)) return { ...base, action: null };
  if (row.state === "edited") return { ...base, action: "accept-edit" };
  if (row.state === "missing") return { ...base, action: "forget" };
  if (as === undefined) return { ...base, action: null };
  return { ...base, action: as === "applied" ? "mark-applied" : "forget" };
}
