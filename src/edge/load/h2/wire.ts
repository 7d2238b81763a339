import type { FailureKind, LoadPlan, Origin, PlannedRequest } from "../../../load/sending/index.ts";
import { AGAIN, RENEW, WAIT, answered, begin, bytesOf, failed, firstByte, isIdle, lose, unpark } from "../hot/index.ts";
import type { Arrived, Core, Multiplexed, Wire } from "../hot/index.ts";
import { COUNTER } from "../memory/index.ts";
import { takeOutput } from "./output.ts";
import { cancelPlace, failAll } from "./places.ts";
import { feed } from "./receive.ts";
import { requestFrames, type RequestFrames } from "./request.ts";
import { seenBy } from "./seen.ts";
import { beginRequest, greet, hasRoom, keepAnswer, sendBodies } from "./send.ts";
import { traced, tracedFrames } from "./traced.ts";
import { FULL, STAGE, newSession, type Session, type StreamEvents } from "./session-state.ts";

/** HTTP/2 on all connections of a lane. */
interface Http2 {
  readonly core: Core;
  readonly plan: LoadPlan;
  readonly streams: number;
  readonly frames: readonly (() => RequestFrames)[];
  readonly sessions: (Session | undefined)[];
  /** Why connections were given up last. */
  readonly problems: string[];
  readonly events: StreamEvents;
}

/**
 * HTTP/2 with prior knowledge, or after ALPN chose it: a connection carries `plan.streams` slots, each of them a stream at a
 * time. Errors: `load-bad-header`, `load-bad-url`.
 */
export function newHttp2(core: Core, input: Uint8Array, plan: LoadPlan): Wire {
  const streams = plan.streams ?? 1;
  const frames = plan.requests.map((request) => framesFor(core, plan.origin, request));
  const http: Http2 = { core, plan, streams, frames, sessions: [], problems: [], events: eventsOf(core) };
  if (core.actor !== undefined) core.play.seen = (slot) => seenBy(sessionOf(http, slot), slot % streams);
  return {
    streams,
    input,
    opened: (connection) => open(http, connection),
    next: (connection) => next(http, connection),
    receive: (connection, arrived) => receive(http, connection, { bytes: input, arrived }),
    ended: (connection) => end(http, connection, "connection-closed"),
    lost: (connection, kind) => end(http, connection, kind),
    expired: (slot, kind) => expire(http, slot, kind),
    skippable: () => 0,
    skipped: () => WAIT,
    multiplexed: multiplexed(http),
  };
}

function framesFor({ newTrace }: Core, origin: Origin, request: PlannedRequest): () => RequestFrames {
  if (newTrace !== undefined) return tracedFrames(origin, request, newTrace);
  const frames = requestFrames(origin, request);
  return () => frames;
}

const multiplexed = ({ sessions, problems }: Http2): Multiplexed => ({
  isReady: (connection) => sessions[connection]?.isReady ?? false,
  problem: (connection) => problems[connection] ?? "",
  isBusy: (connection) => (sessions[connection]?.active ?? 0) > 0,
  isFull: (connection) => {
    const session = sessions[connection];
    if (session?.fullness !== FULL.found) return false;
    session.fullness = FULL.told;
    return true;
  },
  drained: (connection) => {
    const session = sessions[connection];
    if (session !== undefined) session.fullness = FULL.no;
  },
});

const sessionOf = ({ sessions, streams }: Http2, slot: number): Session | undefined =>
  sessions[Math.floor(slot / streams)];

function eventsOf(core: Core): StreamEvents {
  return {
    onHead: (session, place) => firstByte(core, session.base + place),
    onAnswer: (session, place, status) => {
      const slot = session.base + place;
      core.receivedBytes[slot] = session.bytes[place] ?? 0;
      answered(core, slot, status);
      session.isDue = true;
    },
    onFailure: (session, place, kind) => {
      core.receivedBytes[session.base + place] = session.bytes[place] ?? 0;
      lose(core, session.base + place, kind);
      session.isDue = true;
    },
    onUnprocessed: (session, place) => {
      sendAgain(core, session.base + place);
      session.isDue = true;
    },
    onReady: (session) => {
      session.isDue = true;
    },
  };
}

// Once, whatever its method: the server has said that it did nothing (RFC 9113 section 8.7).
function sendAgain(core: Core, slot: number): void {
  if (core.attempts[slot] !== 0) return failed(core, slot, "stream-refused");
  core.attempts[slot] = 1;
  core.isAgain[slot] = 1;
  core.counters[COUNTER.retried] = (core.counters[COUNTER.retried] ?? 0) + 1;
}

function open({ core, streams, sessions, events }: Http2, connection: number): void {
  const base = connection * streams;
  const session = newSession(events, Math.min(streams, core.slots - base), base);
  for (let slot = base; slot < base + session.places; slot += 1) {
    core.served[slot] = 0;
    core.freedAt[slot] = core.atMs;
  }
  greet(session);
  sessions[connection] = session;
}

/** Begins on every free place what may be begun, and hands out all that waits to be written. */
function next(http: Http2, connection: number): Uint8Array | undefined {
  const session = http.sessions[connection];
  if (session === undefined) return undefined;
  session.isDue = false;
  const { places } = session;
  // Another place goes first each time, so that none is left out where the server allows fewer streams than there are.
  for (let tried = 0; tried < places && hasRoom(session); tried += 1) {
    session.turn = session.turn + 1 >= places ? 0 : session.turn + 1;
    if (session.stage[session.turn] === STAGE.free) beginOn(http, session, session.turn);
  }
  if (session.active < places && !hasRoom(session)) unparkIdle(http.core, session);
  sendBodies(session);
  return handOut(http.core, session);
}

function handOut(core: Core, { output }: Session): Uint8Array | undefined {
  if (output.end === 0) return undefined;
  core.counters[COUNTER.sent] = (core.counters[COUNTER.sent] ?? 0) + output.end;
  return takeOutput(output);
}

function beginOn(http: Http2, session: Session, place: number): void {
  const { core } = http;
  const slot = session.base + place;
  const index = begin(core, slot);
  if (index < 0) return;
  // The core counted what HTTP/1.1 would have sent.
  core.counters[COUNTER.sent] = (core.counters[COUNTER.sent] ?? 0) - bytesOf(core, slot).length;
  const frames = framesOf(http, slot, index);
  if (frames === undefined || !beginRequest(session, place, frames)) return sendAgain(core, slot);
  const step = core.actor?.steps[index];
  if (step !== undefined && step.sees !== "status")
    keepAnswer(session, place, step.sees === "body" ? step.bodyLimit : 0);
}

function framesOf({ core, plan, frames }: Http2, slot: number, index: number): RequestFrames | undefined {
  if (core.actor === undefined) return frames[index]?.();
  const request = core.play.request[slot]?.();
  if (request === undefined) return undefined;
  const { newTrace } = core;
  return requestFrames(plan.origin, newTrace === undefined ? request : traced(request, newTrace()));
}

interface Incoming {
  readonly bytes: Uint8Array;
  readonly arrived: Arrived;
}

function receive(http: Http2, connection: number, { bytes, arrived }: Incoming): number {
  const { core } = http;
  const session = http.sessions[connection];
  if (session === undefined) return RENEW;
  core.counters[COUNTER.received] = (core.counters[COUNTER.received] ?? 0) + arrived.to - arrived.from;
  const wasDue = session.isDue;
  session.heardAt = core.atMs;
  feed(session, bytes, arrived);
  if (isSpent(session)) {
    end(http, connection, "connection-closed");
    return RENEW;
  }
  // Asked for once, it is on its way.
  return !wasDue && (session.isDue || session.output.end > 0) ? AGAIN : WAIT;
}

/** A connection that has nothing left to bring. */
const isSpent = (session: Session): boolean => session.isBroken || (session.isRetired && session.active === 0);

function end(http: Http2, connection: number, kind: FailureKind): void {
  const session = http.sessions[connection];
  if (session === undefined) return;
  http.sessions[connection] = undefined;
  http.problems[connection] = session.problem;
  failAll(session, kind);
  unparkIdle(http.core, session);
}

/** Slots that cannot begin anything must not be offered any. */
function unparkIdle(core: Core, { base, places }: Session): void {
  for (let slot = base; slot < base + places; slot += 1) if (isIdle(core, slot)) unpark(core, slot);
}

/**
 * Only the stream is given up. A connection on which nothing at all has come since the request was sent may be dead: no
 * more requests are begun on it.
 */
function expire(http: Http2, slot: number, kind: FailureKind): number {
  const { core } = http;
  const session = sessionOf(http, slot);
  const place = slot % http.streams;
  if (session !== undefined && session.stage[place] !== STAGE.free) {
    cancelPlace(session, place);
    if (session.heardAt < (core.writtenAt[slot] ?? 0)) session.isRetired = true;
  }
  failed(core, slot, kind);
  if (session === undefined || !isSpent(session)) return AGAIN;
  end(http, Math.floor(slot / http.streams), "connection-closed");
  return RENEW;
}
