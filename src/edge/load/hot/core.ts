import { recordValue, type FailureKind } from "../../../load/index.ts";
import { BAD, MORE, closed, closesAfter, expectAnswer, feed } from "./parser.ts";
import { failedHistogram, failureIndex, successfulHistogram, type Core } from "./core-state.ts";

/** What the transport does next with a connection: read on, send the next request, or replace the connection. */
export const WAIT = 0;
export const AGAIN = 1;
export const RENEW = 2;

/** True while another request may be begun beyond the reserved ones, or a broken one waits to be sent again. */
export function hasWork(core: Core, slot: number, reserved: number): boolean {
  return (core.current[slot] ?? -1) >= 0 || (!core.stopping && core.left > reserved);
}

/** True while a connection has no request in flight. */
export function isIdle(core: Core, slot: number): boolean {
  return (core.current[slot] ?? -1) < 0;
}

/** The bytes to send now on a connection, or undefined when nothing is left to send. Time starts here. */
export function begin(core: Core, slot: number): Buffer | undefined {
  const now = performance.now();
  let index = core.current[slot] ?? -1;
  if (index < 0) {
    if (core.stopping || core.left <= 0) return undefined;
    index = take(core, slot);
    core.sentAt[slot] = now;
  }
  const request = core.requests[index];
  if (request === undefined) return undefined;
  core.writtenAt[slot] = now;
  core.sent += request.bytes.length;
  expectAnswer(core.parser, slot, request.isHead);
  return request.bytes;
}

/** Chooses the next request of the mix for a connection. */
function take(core: Core, slot: number): number {
  const index = core.order[core.cursor] ?? 0;
  core.cursor = core.cursor + 1 === core.order.length ? 0 : core.cursor + 1;
  core.left -= 1;
  core.inFlight += 1;
  core.attempts[slot] = 0;
  core.current[slot] = index;
  return index;
}

/** Takes `end` bytes that have arrived in the parser's input for a connection. */
export function receive(core: Core, slot: number, end: number): number {
  const { parser } = core;
  core.received += end;
  if ((core.current[slot] ?? -1) < 0) return surplus(core);
  let now = 0;
  if (parser.seen[slot] === 0) {
    now = performance.now();
    recordValue(core.firstByte, (now - (core.writtenAt[slot] ?? 0)) * 1000);
  }
  const found = feed(parser, slot, end);
  if (found === MORE) return WAIT;
  if (found === BAD) {
    fail(core, slot, "protocol");
    return RENEW;
  }
  complete(core, slot, now === 0 ? performance.now() : now);
  if (parser.position < end) return surplus(core);
  return closesAfter(parser, slot) || !core.keepAlive ? RENEW : AGAIN;
}

function surplus(core: Core): number {
  core.surplus += 1;
  return RENEW;
}

/** The server closed the connection; in the middle of an answer that is a failure, unless closing ends the body. */
export function endOfInput(core: Core, slot: number): void {
  if ((core.current[slot] ?? -1) < 0) return;
  if (closed(core.parser, slot) === BAD) lose(core, slot, "connection-closed");
  else complete(core, slot, performance.now());
}

/**
 * The connection broke. A reused one that breaks before any byte of the answer is the keep-alive race: the server
 * closed it while the request was under way. Such a request is sent once more where that is harmless.
 */
export function lose(core: Core, slot: number, kind: FailureKind): void {
  const request = core.requests[core.current[slot] ?? -1];
  if (request === undefined) return;
  const isClosing = kind === "connection-reset" || kind === "connection-closed";
  if (!isClosing || core.served[slot] !== 1 || core.parser.seen[slot] !== 0) return fail(core, slot, kind);
  core.races += 1;
  if (!request.isIdempotent || core.attempts[slot] !== 0) return fail(core, slot, kind);
  core.attempts[slot] = 1;
  core.retried += 1;
}

/** A connection could not be opened: the request that it was opened for has failed, after this many milliseconds. */
export function refuse(core: Core, slot: number, { kind, afterMs }: Refusal): void {
  if ((core.current[slot] ?? -1) < 0) {
    if (core.stopping || core.left <= 0) return;
    take(core, slot);
    core.sentAt[slot] = performance.now() - afterMs;
  }
  fail(core, slot, kind);
}

export interface Refusal {
  readonly kind: FailureKind;
  readonly afterMs: number;
}

function complete(core: Core, slot: number, now: number): void {
  const request = core.requests[core.current[slot] ?? 0];
  if (request === undefined) return;
  const status = core.parser.status[slot] ?? 0;
  const { tally } = request;
  const isSuccess = request.expectStatus === 0 ? status < 400 : status === request.expectStatus;
  tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
  if (!isSuccess) tally.refusals[status] = (tally.refusals[status] ?? 0) + 1;
  const histogram = isSuccess ? successfulHistogram(tally) : failedHistogram(tally);
  recordValue(histogram, (now - (core.sentAt[slot] ?? 0)) * 1000);
  if (!isSuccess) core.failed += 1;
  core.served[slot] = 1;
  settle(core, slot, now);
}

function fail(core: Core, slot: number, kind: FailureKind): void {
  const tally = core.requests[core.current[slot] ?? 0]?.tally;
  if (tally === undefined) return;
  const now = performance.now();
  const index = failureIndex(kind);
  tally.failures[index] = (tally.failures[index] ?? 0) + 1;
  recordValue(failedHistogram(tally), (now - (core.sentAt[slot] ?? 0)) * 1000);
  core.failed += 1;
  settle(core, slot, now);
}

function settle(core: Core, slot: number, now: number): void {
  core.current[slot] = -1;
  core.inFlight -= 1;
  core.finished += 1;
  core.lastAt = now;
}
