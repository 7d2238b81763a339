import { applyStepwise } from "./apply-stepwise.ts";
import { applyWhole } from "./apply-whole.ts";
import { awaitReplicas } from "./replicas.ts";
import { freshen } from "./session-state.ts";
import { pendingOf, type FileResult, type Place, type Task } from "./task.ts";
import type { AppliedMigration, MigrationFailure } from "./types.ts";

export interface TasksDone {
  readonly applied: readonly AppliedMigration[];
  readonly failure: MigrationFailure | null;
}

/** Runs task after task, each in a session as new, and stops at the first that fails. Call it under the lock. */
export async function runTasks(place: Place, tasks: readonly Task[]): Promise<TasksDone> {
  const { parts } = place;
  const applied: AppliedMigration[] = [];
  for (const task of tasks) {
    parts.signal.throwIfAborted();
    const migration = pendingOf(task.file, task.script);
    const { direction } = task;
    parts.observe({ kind: "started", migration, direction });
    const result = await runTask(place, task);
    if (result.kind === "failed") {
      parts.observe({ kind: "failed", failure: result.failure });
      return { applied, failure: result.failure };
    }
    const done = { ...migration, durationMs: Math.round(result.durationMs), note: result.note };
    applied.push(done);
    parts.observe({ kind: "applied", migration: { ...done, durationMs: result.durationMs }, direction });
    await awaitReplicas(parts);
  }
  return { applied, failure: null };
}

async function runTask(place: Place, task: Task): Promise<FileResult> {
  const { session, lockTimeoutMs } = place.parts;
  await freshen(session, lockTimeoutMs);
  return task.script.mode === "whole" ? applyWhole(place, task) : applyStepwise(place, task);
}
