import { errors, isBackwrightError } from "../../kit/index.ts";
import type { Step } from "../step.ts";
import { foreseen } from "./failure.ts";
import { forget, record, setState } from "./history-store.ts";
import { openRun, wordsOf, type JournalRun } from "./journal-store.ts";
import { assertLocked } from "./lock.ts";
import { awaitReplicas } from "./replicas.ts";
import { runBackfill } from "./step-backfill.ts";
import { runBare } from "./step-bare.ts";
import { runOwn } from "./step-own.ts";
import type { StepPlace, StepResult } from "./step-place.ts";
import type { FileResult, Place, Task } from "./task.ts";

/**
 * Runs a script step by step. What the server takes in a transaction is committed together with the journal's row; what
 * it refuses there is announced before and recorded after. A broken run goes on at the step that it stopped at.
 * Errors: `migration-connection-lost`, `migration-lock-lost`.
 */
export async function applyStepwise(place: Place, task: Task): Promise<FileResult> {
  const { session } = place.parts;
  const { file, direction, earlier } = task;
  await assertLocked(session, place.table);
  const unfinished = direction === "up" ? /^(running|failed)$/ : /^(reverting|revert-failed)$/;
  const isResumed = earlier !== undefined && unfinished.test(earlier.state);
  const run = await openRun(session, place.table, { id: file.id, direction, isResumed });
  const changed = changedStep(task, run);
  if (changed !== undefined) return { kind: "failed", failure: changed };
  const result = await runAll({ ...place, task, run, isResumed, begin: () => markBegun(place, task) });
  if (result.kind === "failed") await markFailed(place, task);
  else await markDone(place, task, result.durationMs);
  return result;
}

/** Going on behind a statement that now says something else would record what never happened. */
function changedStep({ file, script }: Task, run: JournalRun): ReturnType<typeof foreseen> | undefined {
  for (const [number, entry] of run.earlier) {
    const step = script.steps[number - 1];
    if (entry.state !== "applied" || entry.checksum === step?.checksum) continue;
    const message = `statement ${number} was applied by an earlier run, and the file now says another`;
    const hint = "Restore that statement; those that were not run yet may change. Or see db repair --help.";
    return foreseen({ file, script, step: step ?? script.steps[0] }, message, hint);
  }
  return undefined;
}

async function runAll(place: StepPlace): Promise<FileResult> {
  const { parts, task, run } = place;
  const notes: string[] = [];
  let durationMs = 0;
  for (const step of task.script.steps) {
    parts.signal.throwIfAborted();
    const of = { migration: task.file.id, statement: step.number };
    if (run.earlier.get(step.number)?.state === "applied") {
      parts.observe({ kind: "skipped", ...of });
      continue;
    }
    parts.observe({ kind: "statement", ...of, statements: task.script.steps.length, words: wordsOf(step) });
    const result = await guarded(place, step);
    if (result.kind === "failed") return result;
    parts.observe({ kind: "statement-done", ...of, durationMs: result.durationMs });
    durationMs += result.durationMs;
    if (result.note !== null) notes.push(result.note);
    await awaitReplicas(parts);
  }
  return { kind: "applied", durationMs, note: notes.length === 0 ? null : notes.join("; ") };
}

async function guarded(place: StepPlace, step: Step): Promise<StepResult> {
  try {
    if (step.work.kind === "backfill") return await runBackfill(place, step, step.work.backfill);
    return step.alone ? await runBare(place, step) : await runOwn(place, step);
  } catch (error) {
    if (!isBackwrightError(error) || error.code !== "database-connection-lost") throw error;
    const during = step.words === "" ? `statement ${step.number}` : step.words;
    throw errors.ledger.connectionLost({ file: place.task.script.path, during, reason: error.message }, error);
  }
}

async function markBegun({ parts: { session }, table }: Place, { file, direction }: Task): Promise<void> {
  if (direction === "up") await record(session, table, { file, state: "running", durationMs: null });
  else await setState(session, table, { id: file.id, state: "reverting" });
}

/** A run whose first step was rolled back has left nothing, also not in the history. */
async function markFailed({ parts: { session }, table }: Place, { file, direction }: Task): Promise<void> {
  const begun = direction === "up" ? "running" : "reverting";
  const failed = direction === "up" ? "failed" : "revert-failed";
  const sql = `update ${table.sql} set state = $2, recorded_at = pg_catalog.clock_timestamp(),
    recorded_by = session_user where id = $1 and state = $3`;
  await session.query(sql, [file.id, failed, begun]);
}

async function markDone(
  { parts: { session }, table }: Place,
  { file, direction }: Task,
  durationMs: number,
): Promise<void> {
  if (direction === "up") await record(session, table, { file, state: "applied", durationMs });
  else await forget(session, table, file.id);
}
