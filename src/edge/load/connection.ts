import type { Socket } from "node:net";
import { failureOfCode, recordValue, type FailureKind } from "../../load/index.ts";
import { AGAIN, WAIT, begin, endOfInput, hasWork, isIdle, lose, receive, refuse } from "./hot/index.ts";
import type { DialFailure, Run } from "./run-state.ts";

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1_000;

/** Opens a connection for a user, and keeps it busy from then on. */
export function dial(run: Run, slot: number): void {
  reserve(run, slot);
  run.dialedAt[slot] = performance.now();
  run.core.served[slot] = 0;
  const socket: Socket = run.dialer.open(run.address, (count) => {
    if (run.sockets[slot] === socket) onBytes(run, slot, count);
  });
  run.sockets[slot] = socket;
  const whenMine = (action: () => void) => () => {
    if (run.sockets[slot] === socket) action();
  };
  let connectedAt = 0;
  socket.once("connect", () => {
    connectedAt = performance.now();
    recordValue(run.connect, (connectedAt - (run.dialedAt[slot] ?? 0)) * 1_000);
    if (!run.dialer.isSecure) onReady(run, slot);
  });
  socket.once("secureConnect", () => {
    recordValue(run.handshake, (performance.now() - connectedAt) * 1_000);
    onReady(run, slot);
  });
  socket.on("error", (error) => whenMine(() => onBroken(run, slot, failureOf(error)))());
  socket.once(
    "end",
    // With bytes still to be sent the writing side is about to learn why: a reset is told to it alone.
    whenMine(() => socket.writableLength === 0 && onEnd(run, slot)),
  );
  socket.once(
    "close",
    whenMine(() => onEnd(run, slot)),
  );
}

function onReady(run: Run, slot: number): void {
  release(run, slot);
  run.dialedAt[slot] = 0;
  run.setbacks[slot] = 0;
  run.opened += 1;
  if (run.opening !== undefined) return run.opening(undefined);
  send(run, slot);
  dialNext(run);
}

/** The connection of the next user who has none yet: connecting in turn spares the server's queue of new connections. */
export function dialNext(run: Run): void {
  if (run.nextSlot >= run.plan.concurrency || !mayDial(run, run.nextSlot)) return;
  run.nextSlot += 1;
  dial(run, run.nextSlot - 1);
}

/** Sends the next request on an open connection. */
export function send(run: Run, slot: number): void {
  const bytes = begin(run.core, slot);
  if (bytes === undefined) return replace(run, slot);
  run.sockets[slot]?.write(bytes);
}

function onBytes(run: Run, slot: number, count: number): void {
  const action = receive(run.core, slot, count);
  if (action === WAIT) return;
  // An answer that came before its request was fully sent leaves bytes on the way that the next one must not follow.
  if (action === AGAIN && run.sockets[slot]?.writableLength === 0) return sendSoon(run, slot);
  replace(run, slot);
}

// All answers that have arrived are read before the next requests are written: their arrival is stamped sooner, and a
// server on another core is woken once for all of them instead of once for each.
function sendSoon(run: Run, slot: number): void {
  if (run.queued === 0) setImmediate(sendQueued, run);
  run.queue[run.queued] = slot;
  run.queued += 1;
}

function sendQueued(run: Run): void {
  const count = run.queued;
  run.queued = 0;
  for (let index = 0; index < count; index += 1) {
    const slot = run.queue[index] ?? 0;
    if (run.sockets[slot] !== undefined && run.dialedAt[slot] === 0 && isIdle(run.core, slot)) send(run, slot);
  }
}

function onEnd(run: Run, slot: number): void {
  if ((run.dialedAt[slot] ?? 0) > 0) return onBroken(run, slot, { kind: "connection-closed", reason: "it hung up" });
  endOfInput(run.core, slot);
  replace(run, slot);
}

/** A connection failed: while it was being opened, or later. */
export function onBroken(run: Run, slot: number, failure: DialFailure): void {
  const since = run.dialedAt[slot] ?? 0;
  if (since === 0) {
    lose(run.core, slot, failure.kind);
    return replace(run, slot);
  }
  drop(run, slot);
  run.unopened += 1;
  if (run.opening !== undefined) return run.opening(failure);
  refuse(run.core, slot, { kind: failure.kind, afterMs: performance.now() - since });
  pause(run, slot);
  dialNext(run);
}

// A server that is away would otherwise be counted as thousands of failures a second that no user would cause.
function pause(run: Run, slot: number): void {
  const setbacks = run.setbacks[slot] ?? 0;
  run.setbacks[slot] = Math.min(setbacks + 1, 20);
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** setbacks);
  if (!mayDial(run, slot)) return finishWhenIdle(run);
  run.pauses[slot] = setTimeout(() => dialAgain(run, slot), pauseMs);
}

/** Gives the connection up, and opens another one while there is work. */
export function replace(run: Run, slot: number): void {
  drop(run, slot);
  dialAgain(run, slot);
}

function dialAgain(run: Run, slot: number): void {
  if (mayDial(run, slot)) return dial(run, slot);
  finishWhenIdle(run);
}

function drop(run: Run, slot: number): void {
  const socket = run.sockets[slot];
  release(run, slot);
  run.sockets[slot] = undefined;
  run.dialedAt[slot] = 0;
  socket?.destroy();
}

/** True while a connection has something to do that no other one is being opened for. */
function mayDial(run: Run, slot: number): boolean {
  return hasWork(run.core, slot, run.reserved);
}

// A connection that is being opened for a new request is counted, so that no more are opened than there are requests.
function reserve(run: Run, slot: number): void {
  run.isReserved[slot] = 1;
  run.reserved += 1;
}

function release(run: Run, slot: number): void {
  run.reserved -= run.isReserved[slot] ?? 0;
  run.isReserved[slot] = 0;
}

/** Ends the run when nothing is in flight and nothing may be begun. */
export function finishWhenIdle(run: Run): void {
  const { core } = run;
  if (core.inFlight === 0 && (core.stopping || core.left <= 0)) run.finish();
}

/** Closes every connection and forgets every pause. */
export function dropAll(run: Run): void {
  for (let slot = 0; slot < run.plan.concurrency; slot += 1) {
    clearTimeout(run.pauses[slot]);
    drop(run, slot);
  }
}

function failureOf(error: Error & { readonly code?: unknown }): DialFailure {
  const kind: FailureKind = failureOfCode(String(error.code));
  return { kind, reason: error.message };
}
