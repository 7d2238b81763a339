// Migration history: files × applied → what to do, or why not; and the run itself, over interfaces that are handed in.
// Belongs here: names, checksums, plans, the history table, the lock. Does not: splitting SQL (sql), what a statement
// locks (lint), words for people (report/ledger).
export { bareName, parseMigrationName, compareMigrations, type MigrationName } from "./name.ts";
export { newMigration, type NewMigration } from "./new-migration.ts";
export { migrationTitle } from "./title.ts";
export { migrationSkeleton, rollbackSkeleton } from "./skeleton.ts";
export type { MigrationFile } from "./file.ts";
export type { Script } from "./script.ts";
export type { MigrationClient, MigrationCode, Step, StepPlace, StepWork } from "./step.ts";
export type { CodeLoader, CodeModule } from "./code.ts";
export { readMigration } from "./read-migration.ts";
export {
  readFolder,
  readStandalone,
  type FolderOptions,
  type MigrationFolder,
  type MigrationSource,
} from "./folder.ts";
export type { Direction, HistoryEntry, JournalEntry } from "./history.ts";
export type { Variable, Variables } from "./script/source-text.ts";
export { judgeMigrations, type MigrationRow, type MigrationState } from "./judge.ts";
export { planMigrations, type MigrationPlan, type PlanOptions } from "./plan.ts";
export { planRollback, type Reversal, type RollbackPlan, type RollbackTarget } from "./plan-rollback.ts";
export { isUnsafe, type Allowance } from "./finding.ts";
export { migrate } from "./run/migrate.ts";
export { findOtherHistory, isRecorded, readOtherHistories } from "./run/other-history.ts";
export { rollback, type RollbackOutcome, type RollbackParts } from "./run/rollback.ts";
export { printMigrate, printRollback, type NotPrinted, type PrintedScript } from "./run/print.ts";
export { verify, type Verified } from "./run/verify.ts";
export { differencesOf, type SchemaDifference } from "./run/compare.ts";
export { baseline, type BaselineOutcome } from "./run/baseline.ts";
export { repair, type RepairOutcome } from "./run/repair.ts";
export type { Repair, RepairAction } from "./repair-plan.ts";
export { readStatus, type StatusOutcome, type StatusRow } from "./run/status.ts";
export type {
  AppliedMigration,
  LockHolder,
  MigrateOutcome,
  MigrateParts,
  MigrationEvent,
  MigrationFailure,
  PendingMigration,
  RunParts,
} from "./run/types.ts";
export { risksOf, type Risk } from "./run/risk.ts";
export { historyTables } from "./run/own-tables.ts";
export { parseTableName } from "./table-name.ts";
export {
  readFormat,
  type FormatInput,
  type FormatProblem,
  type FormatSection,
  type FormatStatement,
  type FormattedMigration,
} from "./format/index.ts";
