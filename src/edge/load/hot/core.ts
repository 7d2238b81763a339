import type { FailureKind } from "../../../load/sending/index.ts";
import { COUNTER, SLOT } from "../memory/index.ts";
import type { CompiledRequest, Core } from "./core-state.ts";
import { claim, hasLeft, isInTime, isOpen, isUser, isWanted, park, unpark } from "./free.ts";
import { failedWith, answeredWith } from "./count.ts";
import { STAND, isAsleep, play } from "./play.ts";
import { arrive } from "./open.ts";
import { rowOf } from "./rows.ts";

/** Time begins. */
export function start(core: Core, atMs: number): void {
  core.atMs = atMs;
  core.startedAt = atMs;
  core.endsAt += atMs;
  core.busySince = atMs;
}

/** True while a slot has no request in flight. */
export function isIdle(core: Core, slot: number): boolean {
  return (core.current[slot] ?? -1) < 0;
}

/** True when nothing is in flight and nothing will ever be begun again. */
export function isOver(core: Core): boolean {
  if (core.inFlight > 0) return false;
  // A user in the middle of its last iteration goes on, until the time is up.
  return core.play.playing > 0 ? !isInTime(core) : !isOpen(core);
}

/**
 * Begins the slot's next request at `core.atMs` and answers its index, or -1 when there is nothing to do now: then the
 * slot is parked until `wake` names it. A request that is to be sent again is answered again. The bytes are `bytesOf`.
 */
export function begin(core: Core, slot: number): number {
  let index = core.current[slot] ?? -1;
  if (index >= 0 && core.isAgain[slot] === 0) return -1;
  core.isAgain[slot] = 0;
  if (index < 0) {
    index = core.actor === undefined ? take(core, slot) : play(core, slot);
    if (index < 0) return rest(core, slot);
    core.sentAt[slot] = core.atMs;
    core.current[slot] = index;
    core.attempts[slot] = 0;
    core.receivedBytes[slot] = 0;
    enter(core);
  }
  core.writtenAt[slot] = core.atMs;
  core.seenAt[slot] = 0;
  core.counters[COUNTER.sent] = (core.counters[COUNTER.sent] ?? 0) + bytesOf(core, slot).length;
  return index;
}

function rest(core: Core, slot: number): number {
  if (isOpen(core) && isUser(core, slot) && !isAsleep(core, slot)) park(core, slot);
  return -1;
}

/** Chooses the next request of the mix, when one may be begun and, in an open workload, is due. */
function take(core: Core, slot: number): number {
  if (!isOpen(core) || !isWanted(core, slot)) return -1;
  if (core.schedule === undefined) {
    if (!claim(core)) return -1;
    core.latencyFrom[slot] = core.dueAt[slot] = core.atMs;
  } else if (!arrive(core, slot, core.schedule)) return -1;
  unpark(core, slot);
  return nextOfMix(core);
}

function nextOfMix(core: Core): number {
  const index = core.order[core.cursor] ?? 0;
  core.cursor = core.cursor + 1 === core.order.length ? 0 : core.cursor + 1;
  return index;
}

function enter(core: Core): void {
  const { counters } = core;
  const { figures } = core.memory.slots;
  core.inFlight += 1;
  counters[COUNTER.inFlight] = core.inFlight;
  const at = rowOf(core);
  figures[at + SLOT.sent] = (figures[at + SLOT.sent] ?? 0) + 1;
  if (core.inFlight > (figures[at + SLOT.inFlight] ?? 0)) figures[at + SLOT.inFlight] = core.inFlight;
}

const EMPTY = new Uint8Array();

/** What to write for the request in flight. */
export function bytesOf(core: Core, slot: number): Uint8Array {
  if (core.actor !== undefined) return core.play.bytes[slot] ?? EMPTY;
  return core.requests[core.current[slot] ?? -1]?.bytes ?? EMPTY;
}

/** How the request in flight is counted and sent. */
export function requestOf(core: Core, slot: number): CompiledRequest | undefined {
  return core.requests[core.current[slot] ?? -1];
}

/** Bytes have arrived, of whatever answer. */
export function received(core: Core, slot: number, bytes: number): void {
  core.counters[COUNTER.received] = (core.counters[COUNTER.received] ?? 0) + bytes;
  core.receivedBytes[slot] = (core.receivedBytes[slot] ?? 0) + bytes;
}

/** The first byte of a slot's answer came at `core.atMs`. */
export function firstByte(core: Core, slot: number): void {
  core.seenAt[slot] = core.atMs;
}

/** A slot's answer was complete at `core.atMs`. */
export function answered(core: Core, slot: number, status: number): void {
  answeredWith(core, slot, status);
  core.served[slot] = 1;
}

/** A slot's request ended without a whole answer at `core.atMs`. */
export function failed(core: Core, slot: number, kind: FailureKind): void {
  if (!isIdle(core, slot)) failedWith(core, slot, kind);
}

/**
 * The slot's connection broke. A reused one that breaks before any byte of the answer is the keep-alive race: the server
 * closed it while the request was under way. Such a request is to be sent once more where that is harmless: then the
 * slot stays in flight, and `begin` on its next connection answers the same request.
 */
export function lose(core: Core, slot: number, kind: FailureKind): void {
  const request = requestOf(core, slot);
  if (request === undefined) return unpark(core, slot);
  const isClosing = kind === "connection-reset" || kind === "connection-closed";
  const isRace = isClosing && core.served[slot] === 1 && core.seenAt[slot] === 0;
  if (!isRace) return failed(core, slot, kind);
  core.counters[COUNTER.races] = (core.counters[COUNTER.races] ?? 0) + 1;
  if (!request.isIdempotent || core.attempts[slot] !== 0) return failed(core, slot, kind);
  core.attempts[slot] = 1;
  core.isAgain[slot] = 1;
  core.counters[COUNTER.retried] = (core.counters[COUNTER.retried] ?? 0) + 1;
}

/**
 * A connection that was opened for a slot could not be: the request that it was opened for failed at `core.atMs`. Its
 * time runs from `sinceMs`, when the attempt began.
 */
export function refuse(core: Core, slot: number, { kind, sinceMs }: Refusal): void {
  if (isIdle(core, slot)) {
    const now = core.atMs;
    if (begin(core, slot) < 0) return unpark(core, slot);
    // Nothing was sent after all.
    core.counters[COUNTER.sent] = (core.counters[COUNTER.sent] ?? 0) - bytesOf(core, slot).length;
    core.latencyFrom[slot] = Math.min(core.latencyFrom[slot] ?? now, sinceMs);
  }
  failed(core, slot, kind);
}

export interface Refusal {
  readonly kind: FailureKind;
  readonly sinceMs: number;
}

/** An answer of a connection that was surplus: bytes that nobody asked for. */
export function surplus(core: Core): void {
  core.counters[COUNTER.surplus] = (core.counters[COUNTER.surplus] ?? 0) + 1;
}

/** True when the slot's connection is worth keeping or opening: it has a request in flight, or may begin one. */
export function hasWork(core: Core, slot: number, reserved: number): boolean {
  if (!isIdle(core, slot)) return true;
  if (core.play.stand[slot] !== STAND.home) return isInTime(core);
  return isInTime(core) && isWanted(core, slot) && hasLeft(core, reserved);
}
