// Migration history: files × applied → what to do, or why not; and the run itself, over interfaces that are handed in.
// Belongs here: names, checksums, plans, the history table, the lock. Does not: splitting SQL (sql), what a statement
// locks (lint), words for people (report/ledger).
export { parseMigrationName, compareMigrations, type MigrationName } from "./name.ts";
export { newMigration, type NewMigration } from "./new-migration.ts";
export { migrationTitle } from "./title.ts";
export { migrationSkeleton, rollbackSkeleton } from "./skeleton.ts";
export type { Execution, MigrationFile } from "./file.ts";
export { readMigration } from "./read-migration.ts";
export { readFolder, readStandalone, type MigrationFolder, type MigrationSource } from "./folder.ts";
export type { HistoryEntry } from "./history.ts";
export { judgeMigrations, type MigrationRow, type MigrationState } from "./judge.ts";
export { planMigrations, type MigrationPlan } from "./plan.ts";
export { isUnsafe } from "./finding.ts";
export { migrate } from "./run/migrate.ts";
export { readStatus, type StatusOutcome, type StatusRow } from "./run/status.ts";
export type {
  AppliedMigration,
  LockHolder,
  MigrateOutcome,
  MigrateParts,
  MigrationEvent,
  MigrationFailure,
  PendingMigration,
} from "./run/types.ts";
export { parseTableName } from "./table-name.ts";
export {
  readFormat,
  type FormatInput,
  type FormatProblem,
  type FormatSection,
  type FormatStatement,
  type FormattedMigration,
} from "./format/index.ts";
