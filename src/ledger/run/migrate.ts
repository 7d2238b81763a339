import type { MigrationFile } from "../file.ts";
import type { MigrationFolder } from "../folder.ts";
import type { HistoryEntry } from "../history.ts";
import { planMigrations, type MigrationPlan } from "../plan.ts";
import { applyAlone } from "./alone.ts";
import { readHistory } from "./history-store.ts";
import { applyInTransaction, type FileResult } from "./in-transaction.ts";
import { withLock } from "./lock.ts";
import { freshen } from "./session-state.ts";
import { ensureTable, locateTable, type HistoryTable } from "./table.ts";
import type { AppliedMigration, MigrateOutcome, MigrateParts, MigrationFailure, PendingMigration } from "./types.ts";

/**
 * Brings a database up to a folder: plans, asks, takes the lock, plans again, runs file by file and stops at the first
 * that fails. What was applied before stays applied. The session belongs to the run: its settings are reset, and after
 * an abort it must be disposed of.
 * Errors: `migration-locked`, `migration-connection-lost`, `migration-table-foreign`; what `confirm` throws.
 *
 * @example
 * const folder = await readFolder(world.files, "migrations");
 * const outcome = await migrate({ session, clock, signal, table: { schema: undefined, name: "backwright_migrations" },
 *   dryRun: false, waitMs: 10_000, lockTimeoutMs: 5_000, confirm: async () => {}, observe: () => {} }, folder);
 */
export async function migrate(parts: MigrateParts, folder: MigrationFolder): Promise<MigrateOutcome> {
  const table = await locateTable(parts.session, parts.table);
  const plan = await planNow(parts, table, folder);
  const early = withoutRun(parts, table, plan);
  if (early !== undefined) return early;
  await parts.confirm(plan.pending.map(pendingOf));
  return withLock(parts, table, () => runLocked(parts, folder, plan));
}

async function planNow(parts: MigrateParts, table: HistoryTable, folder: MigrationFolder): Promise<MigrationPlan> {
  return planMigrations(folder, await readHistory(parts.session, table), parts.only);
}

function withoutRun(parts: MigrateParts, table: HistoryTable, plan: MigrationPlan): MigrateOutcome | undefined {
  if (plan.refusals.length > 0) return report(parts, table, { outcome: "refused", plan });
  if (plan.pending.length === 0) return report(parts, table, { outcome: "nothing-to-do", plan });
  return parts.dryRun ? report(parts, table, { outcome: "planned", plan }) : undefined;
}

/** Another runner may have been here since the question was asked: only what was agreed to is run. */
async function runLocked(parts: MigrateParts, folder: MigrationFolder, agreed: MigrationPlan): Promise<MigrateOutcome> {
  const before = await locateTable(parts.session, parts.table);
  await ensureTable(parts.session, before);
  const table: HistoryTable = { ...before, exists: true };
  const history = await readHistory(parts.session, table);
  const plan = planMigrations(folder, history, parts.only);
  const early = withoutRun(parts, table, plan);
  if (early !== undefined) return early;
  const ids = new Set(agreed.pending.map((file) => file.id));
  const files = plan.pending.filter((file) => ids.has(file.id));
  const { applied, failure } = await runFiles(parts, table, { files, history });
  const pending = files.slice(applied.length).map(pendingOf);
  return report(parts, table, { outcome: failure === null ? "applied" : "failed", applied, pending, failure });
}

interface Work {
  readonly files: readonly MigrationFile[];
  readonly history: readonly HistoryEntry[];
}

interface Done {
  readonly applied: readonly AppliedMigration[];
  readonly failure: MigrationFailure | null;
}

async function runFiles(parts: MigrateParts, table: HistoryTable, { files, history }: Work): Promise<Done> {
  const applied: AppliedMigration[] = [];
  for (const file of files) {
    parts.signal.throwIfAborted();
    parts.observe({ kind: "started", migration: pendingOf(file) });
    const earlier = history.find((entry) => entry.id === file.id);
    const result = await runFile(parts, table, { file, earlier });
    if (result.kind === "failed") {
      parts.observe({ kind: "failed", failure: result.failure });
      return { applied, failure: result.failure };
    }
    applied.push({ ...pendingOf(file), durationMs: Math.round(result.durationMs), note: result.note });
    parts.observe({
      kind: "applied",
      migration: { ...pendingOf(file), durationMs: result.durationMs, note: result.note },
    });
  }
  return { applied, failure: null };
}

async function runFile(
  parts: MigrateParts,
  table: HistoryTable,
  { file, earlier }: { readonly file: MigrationFile; readonly earlier: HistoryEntry | undefined },
): Promise<FileResult> {
  await freshen(parts.session);
  if (file.execution.kind === "transaction") return applyInTransaction(parts, table, file);
  return applyAlone(parts, table, { file, execution: file.execution, earlier });
}

function pendingOf(file: MigrationFile): PendingMigration {
  return {
    migration: file.id,
    file: file.path,
    statements: file.statements.length,
    transaction: file.execution.kind === "transaction",
  };
}

type Ending = Pick<MigrateOutcome, "outcome"> &
  Partial<Pick<MigrateOutcome, "applied" | "pending" | "failure">> & { readonly plan?: MigrationPlan };

function report({ session }: MigrateParts, table: HistoryTable, ending: Ending): MigrateOutcome {
  return {
    outcome: ending.outcome,
    database: session.database,
    host: session.where,
    user: session.user,
    table: table.sql,
    applied: ending.applied ?? [],
    pending: ending.pending ?? ending.plan?.pending.map(pendingOf) ?? [],
    refusals: ending.plan?.refusals ?? [],
    failure: ending.failure ?? null,
  };
}
