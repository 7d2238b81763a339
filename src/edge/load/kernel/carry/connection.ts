import { failureOfCode, recordValue, type FailureKind } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { mayDial, refuseWaiting } from "../../lane/index.ts";
import { COUNTER } from "../../memory/index.ts";
import { watch } from "../poller.ts";
import { closeSession } from "../secure/index.ts";
import { beginConnection, closeSocket, connectionError } from "../socket.ts";
import { NONE, type Carried } from "./carried.ts";

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1_000;

/** Begins to open a connection; events say how it goes. */
export function dial(carried: Carried, connection: number): void {
  const code = beginDial(carried, connection);
  if (code !== undefined) undialed(carried, connection, failureOfCode(code));
}

/** Begins to open a connection, and answers why that is not possible. */
export function beginDial(carried: Carried, connection: number): string | undefined {
  const { machine, base, generations } = carried;
  carried.isReserved[connection] = 1;
  carried.reserved += 1;
  carried.dialedAt[connection] = monotonicMs();
  carried.connectedAt[connection] = 0;
  const opened = beginConnection(machine.kernel, carried.address);
  if ("code" in opened) return opened.code;
  const generation = ((generations[connection] ?? 0) + 1) >>> 0;
  generations[connection] = generation;
  carried.sockets[connection] = opened.socket;
  carried.lowWater[connection] = 1;
  watch(machine.poller, opened.socket, { place: base + connection, generation });
  return undefined;
}

/** TCP is there, or answers why it is not. */
export function finishDial(carried: Carried, connection: number): string | undefined {
  const code = connectionError(carried.machine.kernel, carried.sockets[connection] ?? NONE);
  if (code !== undefined) return code;
  const { core } = carried.lane;
  core.atMs = monotonicMs();
  carried.connectedAt[connection] = core.atMs;
  recordValue(core.memory.connect, (core.atMs - (carried.dialedAt[connection] ?? 0)) * 1_000);
  if (!carried.isLayered) opened(carried, connection);
  return undefined;
}

/** A connection that was being opened is ready for requests, at `core.atMs`. */
export function opened(carried: Carried, connection: number): void {
  const { wire } = carried.lane;
  release(carried, connection);
  carried.dialedAt[connection] = 0;
  carried.setbacks[connection] = 0;
  count(carried, COUNTER.opened);
  // Where requests pass each other, the greeting opened it.
  if (wire.multiplexed === undefined) wire.opened(connection);
}

/** An attempt to connect came to nothing: the request that it was for has failed, and another attempt follows later. */
export function undialed(carried: Carried, connection: number, kind: FailureKind): void {
  const sinceMs = carried.dialedAt[connection] ?? 0;
  abandon(carried, connection);
  carried.lane.core.atMs = monotonicMs();
  refuseWaiting(carried.lane, connection, { kind, sinceMs });
  pause(carried, connection);
}

/** Counts an attempt to connect as failed, and forgets it. */
export function abandon(carried: Carried, connection: number): void {
  drop(carried, connection);
  count(carried, COUNTER.unopened);
}

// A server that is away would otherwise be counted as thousands of failures a second that no user would cause.
function pause(carried: Carried, connection: number): void {
  const setbacks = carried.setbacks[connection] ?? 0;
  carried.setbacks[connection] = Math.min(setbacks + 1, 20);
  if (!mayDial(carried.lane, connection, carried.reserved)) return;
  carried.redialAt[connection] = monotonicMs() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** setbacks);
  carried.redials += 1;
}

/** Dials what has paused for long enough. */
export function redial(carried: Carried, nowMs: number): void {
  if (carried.redials === 0) return;
  for (const [connection, at] of carried.redialAt.entries()) {
    if (at === 0 || at > nowMs) continue;
    forgetPause(carried, connection);
    if (mayDial(carried.lane, connection, carried.reserved)) dial(carried, connection);
  }
}

/** Gives a connection up, and opens another one while there is work. */
export function replace(carried: Carried, connection: number): void {
  drop(carried, connection);
  if (mayDial(carried.lane, connection, carried.reserved)) dial(carried, connection);
}

/** Closes a connection without a word. */
export function drop(carried: Carried, connection: number): void {
  const socket = carried.sockets[connection] ?? NONE;
  release(carried, connection);
  forgetPause(carried, connection);
  carried.sockets[connection] = NONE;
  carried.dialedAt[connection] = 0;
  carried.unsent[connection] = undefined;
  if (carried.secure !== undefined) closeSession(carried.secure, connection);
  if (socket !== NONE) closeSocket(carried.machine.kernel, socket);
}

/** Closes every socket of a lane. */
export function dropAll(carried: Carried): void {
  for (let connection = 0; connection < carried.connections; connection += 1) drop(carried, connection);
}

/** True when a connection is there and ready. */
export function isReady({ sockets, dialedAt }: Carried, connection: number): boolean {
  return sockets[connection] !== NONE && dialedAt[connection] === 0;
}

function forgetPause(carried: Carried, connection: number): void {
  if (carried.redialAt[connection] === 0) return;
  carried.redialAt[connection] = 0;
  carried.redials -= 1;
}

function release(carried: Carried, connection: number): void {
  carried.reserved -= carried.isReserved[connection] ?? 0;
  carried.isReserved[connection] = 0;
}

function count({ lane }: Carried, counter: number): void {
  const { counters } = lane.core;
  counters[counter] = (counters[counter] ?? 0) + 1;
}
