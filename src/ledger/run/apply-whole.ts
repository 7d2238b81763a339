import { errors, isBackwrightError } from "../../kit/index.ts";
import type { Step } from "../step.ts";
import { failedCode, failureOf, sqlErrorOf } from "./failure.ts";
import { forget, record } from "./history-store.ts";
import { openRun, wordsOf, writeJournal, type Journaled } from "./journal-store.ts";
import { assertLocked } from "./lock.ts";
import { withRetries } from "./retry.ts";
import { runStep } from "./run-step.ts";
import { becomeSelf, begin } from "./session-state.ts";
import type { FileResult, Place, Task } from "./task.ts";

/** Where a transaction stands, for the case that it breaks. */
interface Progress {
  step: Step | undefined;
  isCommitting: boolean;
}

/**
 * Runs a script, its journal and the history's row in one transaction. Errors: `migration-connection-lost`,
 * `migration-lock-lost`.
 */
export async function applyWhole(place: Place, task: Task): Promise<FileResult> {
  return withRetries(place.parts, task, () => attempt(place, task));
}

async function attempt(place: Place, task: Task): Promise<FileResult> {
  const { parts } = place;
  const progress: Progress = { step: undefined, isCommitting: false };
  const startedMs = parts.clock.monotonicMs();
  try {
    await begin(parts.session, parts.lockTimeoutMs);
    const done = await runSteps(place, task, progress);
    const durationMs = parts.clock.monotonicMs() - startedMs;
    await finish(place, task, { done, durationMs, progress });
    return { kind: "applied", durationMs, note: null };
  } catch (error) {
    return whenBroken(place, task, { error, progress });
  }
}

async function runSteps({ parts }: Place, { file, script }: Task, progress: Progress): Promise<readonly Journaled[]> {
  const done: Journaled[] = [];
  for (const step of script.steps) {
    progress.step = step;
    const of = { migration: file.id, statement: step.number };
    parts.observe({ kind: "statement", ...of, statements: script.steps.length, words: wordsOf(step) });
    const startedMs = parts.clock.monotonicMs();
    await runStep(parts, step, true);
    const durationMs = parts.clock.monotonicMs() - startedMs;
    parts.observe({ kind: "statement-done", ...of, durationMs });
    done.push({ step, state: "applied", durationMs });
  }
  progress.step = undefined;
  return done;
}

interface Done {
  readonly done: readonly Journaled[];
  readonly durationMs: number;
  readonly progress: Progress;
}

async function finish({ parts, table }: Place, task: Task, { done, durationMs, progress }: Done): Promise<void> {
  const { session } = parts;
  await becomeSelf(session);
  await assertLocked(session, table);
  const { file, direction } = task;
  if (direction === "up") await record(session, table, { file, state: "applied", durationMs });
  else await forget(session, table, file.id);
  const run = await openRun(session, table, { id: file.id, direction, isResumed: false });
  await writeJournal(session, { table, run }, done);
  progress.isCommitting = true;
  await session.script("commit");
}

async function whenBroken(
  { parts: { session, signal } }: Place,
  task: Task,
  { error, progress }: { readonly error: unknown; readonly progress: Progress },
): Promise<FileResult> {
  if (signal.aborted) throw error;
  if (isBackwrightError(error) && error.code === "database-connection-lost")
    throw errors.ledger.connectionLost({ ...lostAt(task, progress), reason: error.message }, error);
  await session.script("rollback");
  const { step, isCommitting } = progress;
  const at = { file: task.file, script: task.script, step, isCommitting, rolledBack: true };
  const words = sqlErrorOf(error);
  if (words !== undefined) return { kind: "failed", failure: failureOf(at, words) };
  if (step?.work.kind === "code") return { kind: "failed", failure: failedCode(at, error) };
  throw error;
}

function lostAt(
  { script }: Task,
  { step, isCommitting }: Progress,
): { readonly file: string; readonly during: string } {
  if (isCommitting) return { file: script.path, during: "commit" };
  return { file: script.path, during: step === undefined ? "bookkeeping" : `statement ${step.number}` };
}
