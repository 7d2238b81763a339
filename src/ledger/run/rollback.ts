import type { MigrationFolder } from "../folder.ts";
import { planRollback, type Reversal, type RollbackPlan, type RollbackTarget } from "../plan-rollback.ts";
import { loadCode } from "./load-code.ts";
import { readHistory } from "./history-store.ts";
import { withLock } from "./lock.ts";
import { runTasks } from "./run-tasks.ts";
import { ensureTable, locateTable, type HistoryTable } from "./table.ts";
import { checkTarget } from "./target.ts";
import { pendingOf, type Place, type Task } from "./task.ts";
import type { MigrateOutcome, PendingMigration, RunParts } from "./types.ts";

export interface RollbackParts extends RunParts {
  readonly target: RollbackTarget;
  /** Apply again what was rolled back. */
  readonly redo?: boolean | undefined;
  /** Asked once, before anything is changed. Throws to say no. */
  readonly confirm: (pending: readonly PendingMigration[], reversals: readonly Reversal[]) => Promise<void>;
}

/** What a rollback came to: `applied` are the rollbacks that were run, `reapplied` the migrations of a redo. */
export interface RollbackOutcome extends MigrateOutcome {
  readonly reapplied: MigrateOutcome["applied"];
}

/**
 * Undoes the newest migrations, one after the other, each with the removal of its row in one transaction where the server
 * lets it. Stops at the first that fails; what was undone before stays undone. Errors: as `migrate`.
 *
 * @example
 * await rollback({ ...parts, target: { kind: "steps", steps: 2 }, confirm: async () => {} }, folder);
 */
export async function rollback(parts: RollbackParts, folder: MigrationFolder): Promise<RollbackOutcome> {
  const table = await locateTable(parts.session, parts.table);
  const plan = await planNow(parts, table, folder);
  const early = withoutRun(parts, table, plan);
  if (early !== undefined) return early;
  await checkTarget(parts);
  await parts.confirm(plan.pending.map(shown), plan.pending);
  await loadCode(plan.pending.flatMap(({ script, file }) => (parts.redo === true ? [script, file.up] : [script])));
  return withLock(parts, table, () => runLocked(parts, folder, plan));
}

async function planNow(parts: RollbackParts, table: HistoryTable, folder: MigrationFolder): Promise<RollbackPlan> {
  const plan = planRollback(folder, await readHistory(parts.session, table), parts);
  if (parts.redo !== true) return plan;
  return { ...plan, refusals: [...plan.refusals, ...plan.pending.flatMap(({ file }) => file.problems)] };
}

const shown = ({ file, script }: Reversal): PendingMigration => pendingOf(file, script);

function withoutRun(parts: RollbackParts, table: HistoryTable, plan: RollbackPlan): RollbackOutcome | undefined {
  const outcome = plan.refusals.length > 0 ? "refused" : plan.pending.length === 0 ? "nothing-to-do" : "planned";
  if (outcome === "planned" && !parts.dryRun) return undefined;
  return { ...bare(parts, table), outcome, pending: plan.pending.map(shown), refusals: plan.refusals };
}

/** Another runner may have been here since the question was asked: only what was agreed to is undone. */
async function runLocked(
  parts: RollbackParts,
  folder: MigrationFolder,
  agreed: RollbackPlan,
): Promise<RollbackOutcome> {
  const before = await locateTable(parts.session, parts.table);
  await ensureTable(parts.session, before);
  const table: HistoryTable = { ...before, exists: true, isCurrent: true };
  const plan = await planNow(parts, table, folder);
  const ids = new Set(agreed.pending.map(({ file }) => file.id));
  const isSame = plan.pending.every(({ file }) => ids.has(file.id)) && plan.pending.length <= ids.size;
  const early = withoutRun(parts, table, isSame ? plan : { pending: [], refusals: plan.refusals });
  if (early !== undefined) return early;
  return runPlan({ parts, table }, parts, plan);
}

async function runPlan(place: Place, parts: RollbackParts, { pending }: RollbackPlan): Promise<RollbackOutcome> {
  const { applied, failure } = await runTasks(place, pending.map(downTask));
  const rest = pending.slice(applied.length).map(shown);
  const undone: RollbackOutcome = { ...bare(parts, place.table), outcome: "applied", applied, pending: rest };
  if (failure !== null) return { ...undone, outcome: "failed", failure };
  if (parts.redo !== true) return undone;
  const again = await runTasks(place, pending.toReversed().map(upTask));
  const open = pending.toReversed().slice(again.applied.length);
  return {
    ...undone,
    outcome: again.failure === null ? "applied" : "failed",
    reapplied: again.applied,
    pending: open.map(({ file }) => pendingOf(file)),
    failure: again.failure,
  };
}

const downTask = ({ file, script, entry }: Reversal): Task => ({ file, script, direction: "down", earlier: entry });
const upTask = ({ file }: Reversal): Task => ({ file, script: file.up, direction: "up", earlier: undefined });

function bare({ session }: RollbackParts, table: HistoryTable): RollbackOutcome {
  return {
    outcome: "nothing-to-do",
    database: session.database,
    host: session.where,
    user: session.user,
    table: table.sql,
    applied: [],
    reapplied: [],
    pending: [],
    refusals: [],
    failure: null,
  };
}
