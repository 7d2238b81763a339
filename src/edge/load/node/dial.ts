import { recordValue } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { failureOf, type DialEvents, type Link } from "../dial/index.ts";
import { isOver } from "../hot/index.ts";
import { mayDial, refuseWaiting, type DialFailure } from "../lane/index.ts";
import { COUNTER } from "../memory/index.ts";
import type { Carried } from "./carried.ts";
import { greet, onGreeting } from "./greet.ts";

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1_000;

/** Opens a connection, and keeps it busy from then on. */
export function dial(carried: Carried, connection: number): void {
  reserve(carried, connection);
  carried.dialedAt[connection] = monotonicMs();
  carried.connectedAt[connection] = 0;
  let socket: Link | undefined;
  const isMine = (): boolean => socket !== undefined && carried.sockets[connection] === socket;
  const events: DialEvents = {
    connected: () => isMine() && onConnected(carried, connection),
    ready: () => isMine() && onReady(carried, connection),
    bytes: (count) => isMine() && onBytes(carried, connection, count),
    broken: (error) => isMine() && onBroken(carried, connection, failureOf(error)),
    ended: () => isMine() && onEnd(carried, connection),
  };
  socket = carried.dialer.open(carried.lane.address, events);
  carried.sockets[connection] = socket;
}

function onConnected({ lane, connectedAt, dialedAt }: Carried, connection: number): void {
  const now = monotonicMs();
  connectedAt[connection] = now;
  recordValue(lane.core.memory.connect, (now - (dialedAt[connection] ?? 0)) * 1_000);
}

function onReady(carried: Carried, connection: number): void {
  const { lane, dialer, connectedAt } = carried;
  if (dialer.isSecure)
    recordValue(lane.core.memory.handshake, (monotonicMs() - (connectedAt[connection] ?? 0)) * 1_000);
  if (!greet(carried, connection)) onOpen(carried, connection);
}

function onBytes(carried: Carried, connection: number, bytes: number): void {
  if (carried.dialedAt[connection] === 0) return carried.traffic.bytes(carried, connection, bytes);
  const greeted = onGreeting(carried, connection, bytes);
  if (greeted === true) onOpen(carried, connection);
  else if (greeted !== false) onBroken(carried, connection, greeted);
}

function onOpen(carried: Carried, connection: number): void {
  release(carried, connection);
  carried.dialedAt[connection] = 0;
  carried.setbacks[connection] = 0;
  count(carried, COUNTER.opened);
  if (carried.opening !== undefined) return carried.opening(undefined);
  carried.traffic.ready(carried, connection);
  dialNext(carried);
}

function count({ lane }: Carried, counter: number): void {
  const { counters } = lane.core;
  counters[counter] = (counters[counter] ?? 0) + 1;
}

/** The connection of the next user who has none yet: connecting in turn spares the server's queue of new connections. */
export function dialNext(carried: Carried): boolean {
  const connection = carried.nextConnection;
  if (connection >= carried.connections || !mayDial(carried.lane, connection, carried.reserved)) return false;
  // In an open workload a connection more is opened only while no other one is free, but one is kept ready.
  if (carried.lane.core.schedule !== undefined && carried.lane.core.freeCount + carried.reserved > SPARE) return false;
  carried.nextConnection += 1;
  dial(carried, connection);
  return true;
}

const SPARE = 1;

function onEnd(carried: Carried, connection: number): void {
  if ((carried.dialedAt[connection] ?? 0) > 0)
    return onBroken(carried, connection, { kind: "connection-closed", reason: "it hung up" });
  carried.lane.core.atMs = monotonicMs();
  carried.lane.wire.ended(connection);
  replace(carried, connection);
}

/** A connection failed: while it was being opened, or later. */
export function onBroken(carried: Carried, connection: number, failure: DialFailure): void {
  const { core, wire } = carried.lane;
  const since = carried.dialedAt[connection] ?? 0;
  core.atMs = monotonicMs();
  if (since === 0) {
    wire.lost(connection, failure.kind);
    return replace(carried, connection);
  }
  drop(carried, connection);
  count(carried, COUNTER.unopened);
  if (carried.opening !== undefined) return carried.opening(failure);
  refuseWaiting(carried.lane, connection, { kind: failure.kind, sinceMs: since });
  pause(carried, connection);
  dialNext(carried);
}

// A server that is away would otherwise be counted as thousands of failures a second that no user would cause.
function pause(carried: Carried, connection: number): void {
  const setbacks = carried.setbacks[connection] ?? 0;
  carried.setbacks[connection] = Math.min(setbacks + 1, 20);
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** setbacks);
  if (!mayDial(carried.lane, connection, carried.reserved)) return finishWhenOver(carried);
  carried.pauses[connection] = setTimeout(() => {
    carried.pauses[connection] = undefined;
    carried.lane.core.atMs = monotonicMs();
    dialAgain(carried, connection);
  }, pauseMs);
}

/** Gives the connection up, and opens another one while there is work. */
export function replace(carried: Carried, connection: number): void {
  drop(carried, connection);
  dialAgain(carried, connection);
}

function dialAgain(carried: Carried, connection: number): void {
  if (mayDial(carried.lane, connection, carried.reserved)) return dial(carried, connection);
  finishWhenOver(carried);
}

/** Closes a connection without a word. */
export function drop(carried: Carried, connection: number): void {
  const socket = carried.sockets[connection];
  release(carried, connection);
  carried.sockets[connection] = undefined;
  carried.dialedAt[connection] = 0;
  socket?.destroy();
}

// A connection that is being opened for a new request is counted, so that no more are opened than there are requests.
function reserve(carried: Carried, connection: number): void {
  carried.isReserved[connection] = 1;
  carried.reserved += 1;
}

function release(carried: Carried, connection: number): void {
  carried.reserved -= carried.isReserved[connection] ?? 0;
  carried.isReserved[connection] = 0;
}

/** Tells the run when nothing is in flight and nothing may be begun. */
export function finishWhenOver(carried: Carried): void {
  if (isOver(carried.lane.core)) carried.settled();
}

/** Closes every connection and forgets every pause. */
export function dropAll(carried: Carried): void {
  for (let connection = 0; connection < carried.connections; connection += 1) {
    clearTimeout(carried.pauses[connection]);
    drop(carried, connection);
  }
}

/** True when a connection that is not there, and is not waited for, has something to do. */
export function hasReason(carried: Carried, connection: number): boolean {
  const { lane, sockets, pauses, reserved } = carried;
  const isAway = sockets[connection] === undefined && pauses[connection] === undefined;
  return isAway && mayDial(lane, connection, reserved);
}
