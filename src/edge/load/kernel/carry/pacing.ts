import { monotonicMs } from "../../clock.ts";
import { wake, wakeAt } from "../../hot/index.ts";
import { passGate } from "../../lane/index.ts";
import type { Carried } from "./carried.ts";
import { dial, isReady } from "./connection.ts";
import { dialMore } from "./dialing.ts";
import { NONE } from "./carried.ts";
import { write } from "./writing.ts";

/** A gate may open in the middle of a wait: so often it is looked at. */
const GATE_MS = 0.5;

/**
 * Sends whatever is due at `nowMs`: arrivals, users after a pause, a lane whose gate has opened. Answers the time then: each
 * send takes some.
 */
export function sendDue(carried: Carried, nowMs: number): number {
  const { core } = carried.lane;
  core.atMs = nowMs;
  passGate(core, nowMs);
  for (let slot = wake(core); slot >= 0; slot = wake(core)) {
    const connection = carried.isLayered ? Math.floor(slot / carried.lane.wire.streams) : slot;
    if (isReady(carried, connection)) write(carried, connection);
    else if (carried.sockets[connection] === NONE) dial(carried, connection);
    core.atMs = monotonicMs();
    // It could not send now after all: asking again would name it again.
    if ((core.freePlace[slot] ?? -1) >= 0) break;
  }
  if (carried.nextConnection < carried.connections) dialMore(carried);
  return core.atMs;
}

/** When something is due next, on the monotonic clock. */
export function dueAt(carrieds: readonly Carried[], nowMs: number): number {
  let at = carrieds.length > 1 ? nowMs + GATE_MS : Number.POSITIVE_INFINITY;
  for (const { lane } of carrieds) at = Math.min(at, wakeAt(lane.core));
  return at;
}
