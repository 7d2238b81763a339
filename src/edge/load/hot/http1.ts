import type { PlayedStep } from "../../../load/sending/index.ts";
import { SEES, type Capture } from "./capture-state.ts";
import { expectCapture } from "./capture.ts";
import { answered, begin, bytesOf, failed, firstByte, isIdle, lose, received, requestOf, surplus } from "./core.ts";
import type { Core } from "./core-state.ts";
import {
  BAD,
  MORE,
  closed,
  closesAfter,
  expectAnswer,
  feed,
  feedFirst,
  newParser,
  skip,
  unreadBody,
  type Parser,
} from "./parser.ts";
import { seenBy } from "./seen.ts";
import { COUNTER } from "../memory/index.ts";
import { withTrace } from "./trace.ts";
import { AGAIN, RENEW, WAIT, type Arrived, type Wire } from "./wire.ts";

/** HTTP/1.1: a connection is a slot, and has one request at a time. */
export function newHttp1(core: Core, input: Uint8Array): Wire {
  const parser = newParser(core.slots, input);
  const http: Http1 = { core, parser };
  if (core.actor !== undefined) core.play.seen = (slot) => seenBy(parser.capture, slot);
  return {
    streams: 1,
    input,
    opened: (connection) => {
      core.served[connection] = 0;
      core.freedAt[connection] = core.atMs;
    },
    next: (connection) => next(core, parser, connection),
    receive: (connection, arrived) => receive(http, connection, arrived),
    ended: (connection) => ended(core, parser, connection),
    lost: (connection, kind) => lose(core, connection, kind),
    expired: (slot, kind) => {
      failed(core, slot, kind);
      return RENEW;
    },
    limitHeaders: () => parser.capture.limitHeaders ?? [],
    skippable: (connection) => {
      if (isIdle(core, connection) || parser.capture.sees[connection] === SEES.body) return 0;
      return unreadBody(parser, connection);
    },
    skipped: (connection, bytes) => {
      received(core, connection, bytes);
      return found(http, connection, skip(parser, connection, bytes));
    },
  };
}

interface Http1 {
  readonly core: Core;
  readonly parser: Parser;
}

function next(core: Core, parser: Parser, slot: number): Uint8Array | undefined {
  const index = begin(core, slot);
  if (index < 0) return undefined;
  expectAnswer(parser, slot, requestOf(core, slot)?.isHead ?? false);
  if (core.actor !== undefined) expectStep(parser.capture, slot, core.actor.steps[index]);
  else if (parser.capture.sees[slot] !== SEES.nothing) expectCapture(parser.capture, slot, SEES.nothing);
  return core.newTrace === undefined ? bytesOf(core, slot) : traced(core, slot, core.newTrace);
}

function traced(core: Core, slot: number, newTrace: () => string): Uint8Array {
  const bytes = bytesOf(core, slot);
  const sent = withTrace(bytes, newTrace());
  // The core has counted the request without it.
  core.counters[COUNTER.sent] = (core.counters[COUNTER.sent] ?? 0) + sent.length - bytes.length;
  return sent;
}

function expectStep(capture: Capture, slot: number, step: PlayedStep | undefined): void {
  expectCapture(capture, slot, step === undefined || step.sees === "status" ? SEES.nothing : SEES[step.sees]);
  capture.limit[slot] = step?.bodyLimit ?? 0;
}

function receive(http: Http1, slot: number, { from, to }: Arrived): number {
  const { core, parser } = http;
  received(core, slot, to - from);
  if (isIdle(core, slot)) return tooMuch(core);
  parser.position = from;
  const result = core.seenAt[slot] === 0 ? receiveFirst(http, slot, to) : feed(parser, slot, to);
  const action = found(http, slot, result);
  return result !== MORE && result !== BAD && parser.position < to ? tooMuch(core) : action;
}

function receiveFirst({ core, parser }: Http1, slot: number, to: number): number {
  firstByte(core, slot);
  parser.key = core.current[slot] ?? 0;
  return feedFirst(parser, slot, to);
}

function found({ core, parser }: Http1, slot: number, result: number): number {
  if (result === MORE) return WAIT;
  if (result === BAD) {
    failed(core, slot, "protocol");
    return RENEW;
  }
  answered(core, slot, parser.status[slot] ?? 0);
  return closesAfter(parser, slot) || !core.keepAlive ? RENEW : AGAIN;
}

function tooMuch(core: Core): number {
  surplus(core);
  return RENEW;
}

function ended(core: Core, parser: Parser, slot: number): void {
  if (isIdle(core, slot)) return lose(core, slot, "connection-closed");
  if (closed(parser, slot) === BAD) lose(core, slot, "connection-closed");
  else answered(core, slot, parser.status[slot] ?? 0);
}
