import type { MigrationFile } from "../file.ts";
import type { MigrationFolder } from "../folder.ts";
import type { HistoryEntry } from "../history.ts";
import { planMigrations, type MigrationPlan } from "../plan.ts";
import { loadCode } from "./load-code.ts";
import { readHistory } from "./history-store.ts";
import { withLock } from "./lock.ts";
import { refuseOtherHistory } from "./other-history.ts";
import { runTasks } from "./run-tasks.ts";
import { ensureTable, locateTable, type HistoryTable } from "./table.ts";
import { checkTarget } from "./target.ts";
import { pendingOf, type Task } from "./task.ts";
import type { MigrateOutcome, MigrateParts } from "./types.ts";

/**
 * Brings a database up to a folder: plans, asks, takes the lock, plans again, runs file by file and stops at the first
 * that fails. What was applied before stays applied. The session belongs to the run: its settings are reset, and after
 * an abort it must be disposed of.
 * Errors: `migration-locked`, `migration-connection-lost`, `migration-table-foreign`,
 * `migration-history-elsewhere`, `migration-history-other-tool`, `migration-history-locked`, `migration-read-only`, `migration-pooler`,
 * `migration-replicas-behind`, `migration-code-unusable`; what `confirm` throws.
 *
 * @example
 * const folder = await readFolder(world.files, "migrations");
 * const outcome = await migrate({ session, clock, signal, table: { schema: undefined, name: "backwright_migrations" },
 *   dryRun: false, waitMs: 10_000, lockTimeoutMs: 5_000, confirm: async () => {}, observe: () => {} }, folder);
 */
export async function migrate(parts: MigrateParts, folder: MigrationFolder): Promise<MigrateOutcome> {
  const table = await locateTable(parts.session, parts.table);
  const history = await readHistory(parts.session, table);
  const plan = planMigrations(folder, history, parts);
  if (history.length === 0) await refuseOtherHistory(parts.session, plan.pending);
  const early = withoutRun(parts, table, plan);
  if (early !== undefined) return early;
  await checkTarget(parts);
  await parts.confirm(plan.pending.map((file) => pendingOf(file)));
  await loadCode(plan.pending.map(({ up }) => up));
  return withLock(parts, table, () => runLocked(parts, folder, plan));
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
  const table: HistoryTable = { ...before, exists: true, isCurrent: true };
  const history = await readHistory(parts.session, table);
  const plan = planMigrations(folder, history, parts);
  const early = withoutRun(parts, table, plan);
  if (early !== undefined) return early;
  const ids = new Set(agreed.pending.map((file) => file.id));
  const files = plan.pending.filter((file) => ids.has(file.id));
  const { applied, failure } = await runTasks(
    { parts, table },
    files.map((file) => taskOf(file, history)),
  );
  const pending = files.slice(applied.length).map((file) => pendingOf(file));
  return report(parts, table, { outcome: failure === null ? "applied" : "failed", applied, pending, failure });
}

function taskOf(file: MigrationFile, history: readonly HistoryEntry[]): Task {
  return { file, direction: "up", script: file.up, earlier: history.find((entry) => entry.id === file.id) };
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
    pending: ending.pending ?? ending.plan?.pending.map((file) => pendingOf(file)) ?? [],
    refusals: ending.plan?.refusals ?? [],
    failure: ending.failure ?? null,
  };
}
