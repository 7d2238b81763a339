import type { IndexTarget } from "../../sql/index.ts";
import type { Step } from "../step.ts";
import { failedCode, failureOf, foreseen, sqlErrorOf } from "./failure.ts";
import { untilAborted } from "./interrupt.ts";
import { writeJournal, type Journaled } from "./journal-store.ts";
import { findIndex } from "./leftover.ts";
import { assertLocked } from "./lock.ts";
import { probe } from "./probe/probe.ts";
import { runStep } from "./run-step.ts";
import { becomeSelf } from "./session-state.ts";
import type { StepPlace, StepResult } from "./step-place.ts";

/**
 * Runs a step that the server refuses in a transaction. The journal says `running` before and `applied` after, so that a
 * crash between is seen; what an earlier try left is looked at first.
 */
export async function runBare(place: StepPlace, step: Step): Promise<StepResult> {
  const { parts, table, run, task } = place;
  await assertLocked(parts.session, table);
  const ready = await probe(place, step);
  if (ready.kind === "blocked") {
    const at = { file: task.file, script: task.script, step };
    return { kind: "failed", failure: { ...foreseen(at, ready.message, ready.hint), rolledBack: step.number === 1 } };
  }
  const startedMs = parts.clock.monotonicMs();
  const write = (entry: Omit<Journaled, "step" | "durationMs">, durationMs: number | null): Promise<void> =>
    writeJournal(parts.session, { table, run }, [{ ...entry, step, durationMs }]);
  await place.begin();
  await write({ state: "running" }, null);
  const failed = ready.kind === "run" ? await send(place, step, ready.instead) : undefined;
  const durationMs = parts.clock.monotonicMs() - startedMs;
  await becomeSelf(parts.session);
  await parts.session.script(`set lock_timeout = ${Math.round(parts.lockTimeoutMs)}`);
  if (failed !== undefined) await write({ state: "failed", message: failed.failure.message }, durationMs);
  else await write({ state: "applied" }, durationMs);
  return failed ?? { kind: "applied", durationMs, note: ready.note };
}

type Failed = Extract<StepResult, { readonly kind: "failed" }>;

async function send(place: StepPlace, step: Step, instead: string | undefined): Promise<Failed | undefined> {
  const { parts, task } = place;
  const { work } = step;
  // CONCURRENTLY blocks nobody while it waits; giving up would only leave an INVALID index behind.
  const lockTimeoutMs = work.kind === "sql" && work.concurrently ? 0 : Math.round(parts.lockTimeoutMs);
  await parts.session.script(`set lock_timeout = ${lockTimeoutMs}; set standard_conforming_strings = on`);
  const at = { file: task.file, script: task.script, step, rolledBack: false };
  try {
    if (work.kind === "sql") await untilAborted(parts.signal, parts.session.script(instead ?? step.sql));
    else await runStep(parts, step, false);
    return work.kind === "sql" ? await checkBuilt(place, step, work.index) : undefined;
  } catch (error) {
    const words = sqlErrorOf(error);
    if (words !== undefined) return { kind: "failed", failure: failureOf(at, words) };
    if (work.kind !== "code" || parts.signal.aborted) throw error;
    return { kind: "failed", failure: failedCode(at, error) };
  }
}

/** IF NOT EXISTS is content with an INVALID index; we are not. */
async function checkBuilt(
  { parts, task }: StepPlace,
  step: Step,
  index: IndexTarget | undefined,
): Promise<Failed | undefined> {
  if (index === undefined || (await findIndex(parts.session, index))?.isValid === true) return undefined;
  const message = `the statement succeeded, but index ${index.name ?? ""} on ${index.table} is not there or not valid`;
  const hint = "Look at the index with \\d, drop it, and migrate again.";
  const at = { file: task.file, script: task.script, step };
  return { kind: "failed", failure: { ...foreseen(at, message, hint), rolledBack: false } };
}
