import type { Step } from "../step.ts";
import { failedCode, failureOf, sqlErrorOf } from "./failure.ts";
import { writeJournal } from "./journal-store.ts";
import { assertLocked } from "./lock.ts";
import { withRetries } from "./retry.ts";
import { runStep } from "./run-step.ts";
import { becomeSelf, begin } from "./session-state.ts";
import type { StepPlace, StepResult } from "./step-place.ts";

/** Runs a step and its journal's row in one transaction: it is done and recorded, or neither. */
export async function runOwn(place: StepPlace, step: Step): Promise<StepResult> {
  return withRetries(place.parts, place.task, () => attempt(place, step));
}

async function attempt(place: StepPlace, step: Step): Promise<StepResult> {
  const { parts, table, task, run } = place;
  const { session } = parts;
  const startedMs = parts.clock.monotonicMs();
  const duration = (): number => parts.clock.monotonicMs() - startedMs;
  try {
    await begin(session, parts.lockTimeoutMs);
    await runStep(parts, step, true);
    await becomeSelf(session);
    await assertLocked(session, table);
    await place.begin();
    await writeJournal(session, { table, run }, [{ step, state: "applied", durationMs: duration() }]);
    await session.script("commit");
    return { kind: "applied", durationMs: duration(), note: null };
  } catch (error) {
    if (parts.signal.aborted) throw error;
    await session.script("rollback");
    const words = sqlErrorOf(error);
    const isFirst = step.number === 1;
    const at = { file: task.file, script: task.script, step, rolledBack: isFirst };
    if (words === undefined && step.work.kind !== "code") throw error;
    const failure = words === undefined ? failedCode(at, error) : failureOf(at, words);
    if (!isFirst) await writeJournal(session, { table, run }, [failed(step, failure.message)]);
    return { kind: "failed", failure };
  }
}

const failed = (step: Step, message: string) => ({ step, state: "failed" as const, durationMs: null, message });
