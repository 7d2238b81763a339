import type { Answer, FailureKind } from "../../../load/sending/index.ts";
import type { Core } from "./core-state.ts";
import { claim, isInTime, isOpen, isWanted, unpark } from "./free.ts";
import { arrive } from "./open.ts";
import { addSleeper } from "./sleepers.ts";

/** Where a user stands: at home, in an iteration that has sent nothing so far, or in one that has. */
export const STAND = { home: 0, begun: 1, sent: 2 } as const;

const EMPTY_ITERATION_MS = 1;

/** How a request of a scenario ended, as far as the core knows. */
export type Outcome = { readonly status: number; readonly latencyMs: number } | { readonly failure: FailureKind };

/**
 * What the slot's user does at `core.atMs`: the step that it sends, or -1 when it pauses or there is nothing for it to
 * begin.
 */
export function play(core: Core, slot: number): number {
  const { actor, play } = core;
  if (actor === undefined || isAsleep(core, slot)) return -1;
  if (play.stand[slot] === STAND.home && !beginIteration(core, slot)) return -1;
  if (!isInTime(core)) return -1;
  const action = actor.next(slot, core.atMs);
  switch (action.kind) {
    case "send":
      play.stand[slot] = STAND.sent;
      play.bytes[slot] = action.bytes;
      play.request[slot] = action.request;
      if (core.latencyFrom[slot] === 0) core.latencyFrom[slot] = core.dueAt[slot] = core.atMs;
      return action.step;
    case "wait":
      addSleeper(play.sleepers, slot, action.untilMs);
      core.latencyFrom[slot] = 0;
      return -1;
    case "done":
      return endIteration(core, slot);
  }
}

/** True while the slot's user pauses. */
export function isAsleep({ play }: Core, slot: number): boolean {
  return (play.sleepers.wakesAt[slot] ?? 0) > 0;
}

function beginIteration(core: Core, slot: number): boolean {
  if (!isOpen(core) || !isWanted(core, slot)) return false;
  core.latencyFrom[slot] = 0;
  if (!(core.schedule === undefined ? claim(core) : arrive(core, slot, core.schedule))) return false;
  unpark(core, slot);
  core.play.stand[slot] = STAND.begun;
  core.play.playing += 1;
  return true;
}

function endIteration(core: Core, slot: number): number {
  const hasSent = core.play.stand[slot] === STAND.sent;
  core.play.stand[slot] = STAND.home;
  core.play.playing -= 1;
  if (hasSent) return play(core, slot);
  // An iteration without a request would be begun again and again without an end.
  addSleeper(core.play.sleepers, slot, core.atMs + EMPTY_ITERATION_MS);
  return -1;
}

/** Tells the actor how a request ended; true when it counts as successful. */
export function settlePlay(core: Core, slot: number, outcome: Outcome): boolean {
  core.latencyFrom[slot] = 0;
  return core.actor?.settle(slot, answerOf(core, slot, outcome), core.atMs) ?? false;
}

function answerOf(core: Core, slot: number, outcome: Outcome): Answer {
  if ("failure" in outcome) return outcome;
  const seen = core.play.seen(slot);
  return { ...outcome, ...seen };
}
