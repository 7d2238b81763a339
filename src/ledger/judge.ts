import type { MigrationFile } from "./file.ts";
import type { HistoryEntry } from "./history.ts";
import { bareName, compareMigrations, type MigrationName } from "./name.ts";

/**
 * `pending`: to be run. `unfinished`: begun step by step and not completed; to be gone on with.
 * `half-reverted`: its rollback was begun step by step and not completed.
 * `edited`: other statements than those that were applied. `missing`: applied, and its file is gone.
 * `out-of-order`: older than the newest applied one. `unusable`: cannot be run as it stands.
 * `standalone`: applied by its path, from outside the folder.
 */
export type MigrationState =
  | "applied"
  | "pending"
  | "unfinished"
  | "half-reverted"
  | "edited"
  | "missing"
  | "out-of-order"
  | "unusable"
  | "standalone";

export interface MigrationRow {
  readonly id: string;
  readonly state: MigrationState;
  readonly file: MigrationFile | undefined;
  readonly entry: HistoryEntry | undefined;
  /** The newest applied migration, for those that come too late. */
  readonly newest: string | undefined;
}

/** Holds the files against the history: one row for each name in either, in the order of running. */
export function judgeMigrations(
  files: readonly MigrationFile[],
  history: readonly HistoryEntry[],
): readonly MigrationRow[] {
  const entries = new Map(history.map((entry) => [entry.id, entry]));
  const known = new Set(files.map((file) => file.id));
  const ordered = history.filter((entry) => !entry.standalone || known.has(entry.id));
  const newest = newestApplied(ordered);
  return [
    ...files.map((file) => rowOf(file, entries.get(file.id), newest)),
    ...history.filter((entry) => !known.has(entry.id)).map((entry) => withoutFile(entry, newest)),
  ].toSorted((a, b) => compareMigrations(nameOf(a), nameOf(b)));
}

function newestApplied(history: readonly HistoryEntry[]): MigrationName | undefined {
  const applied = history.filter((entry) => entry.state === "applied");
  return applied
    .map((entry) => bareName(entry.id))
    .toSorted(compareMigrations)
    .at(-1);
}

function rowOf(file: MigrationFile, entry: HistoryEntry | undefined, newest: MigrationName | undefined): MigrationRow {
  return { id: file.id, state: stateOf(file, entry, newest), file, entry, newest: newest?.id };
}

function stateOf(
  file: MigrationFile,
  entry: HistoryEntry | undefined,
  newest: MigrationName | undefined,
): MigrationState {
  if (entry?.state === "applied") return isEdited(file, entry) ? "edited" : "applied";
  if (isHalfReverted(entry)) return "half-reverted";
  if (file.problems.length > 0) return "unusable";
  if (!file.standalone && newest !== undefined && compareMigrations(file, newest) < 0) return "out-of-order";
  return entry === undefined ? "pending" : "unfinished";
}

const isHalfReverted = (entry: HistoryEntry | undefined): boolean =>
  entry?.state === "reverting" || entry?.state === "revert-failed";

/** Equal bytes are equal whatever a later version of the tokenizer thinks of them. */
function isEdited(file: MigrationFile, entry: HistoryEntry): boolean {
  return file.rawChecksum !== entry.rawChecksum && file.checksum !== entry.checksum;
}

function withoutFile(entry: HistoryEntry, newest: MigrationName | undefined): MigrationRow {
  const broken = isHalfReverted(entry) ? "half-reverted" : "unfinished";
  const ownState = entry.state === "applied" ? "standalone" : broken;
  const state = entry.standalone ? ownState : "missing";
  return { id: entry.id, state, file: undefined, entry, newest: newest?.id };
}

const nameOf = (row: MigrationRow): MigrationName => row.file ?? bareName(row.id);
