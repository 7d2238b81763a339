import { breakSession, failPlace } from "./places.ts";
import { finish } from "./answer.ts";
import { CODE, FLAG, FRAME_HEAD } from "./protocol.ts";
import { widen } from "./send.ts";
import { STAGE, placeOf, type Kept, type Session } from "./session-state.ts";

const HALF_WINDOW = 2 ** 30;

/** A DATA frame begins. All of it counts against the windows, padding included. False: the connection is broken. */
export function onDataHead(session: Session): boolean {
  const { frameStream: stream, left } = session;
  if (stream === 0 || stream >= session.nextStream || stream % 2 === 0)
    return breakSession(session, CODE.protocol, "data came for a stream that was never opened");
  session.needsPadding = (session.flags & FLAG.padded) !== 0;
  session.padding = 0;
  if (session.needsPadding && left === 0) return breakSession(session, CODE.frameSize, "padding has no length");
  if (left > 0) takeFromConnection(session, left);
  const place = placeOf(session, stream);
  if (place < 0 && session.resets === 0)
    return breakSession(session, CODE.streamClosed, "data came for a stream that had ended");
  if (place >= 0) takeFromStream(session, place, left);
  return true;
}

// Our windows are as large as can be, so that hardly ever anything has to be given back.
function takeFromConnection(session: Session, bytes: number): void {
  session.connectionTaken += bytes;
  if (session.connectionTaken < HALF_WINDOW) return;
  widen(session, 0, session.connectionTaken);
  session.connectionTaken = 0;
}

function takeFromStream(session: Session, place: number, bytes: number): void {
  const taken = (session.taken[place] ?? 0) + bytes;
  session.taken[place] = taken;
  session.bytes[place] = (session.bytes[place] ?? 0) + bytes + FRAME_HEAD;
  if (taken < HALF_WINDOW) return;
  widen(session, session.stream[place] ?? 0, taken);
  session.taken[place] = 0;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A piece of a DATA frame; `session.left` says how much of it is still to come. */
export function onData(session: Session, bytes: Uint8Array, { from, to }: Range): void {
  let at = from;
  if (session.needsPadding && at < to) {
    session.needsPadding = false;
    session.padding = bytes[at] ?? 0;
    at += 1;
    if (session.padding > session.left + to - at) {
      breakSession(session, CODE.protocol, "there is more padding than frame");
      return;
    }
  }
  // The padding is what comes last, of this piece and of those to come.
  const end = Math.max(at, to - Math.max(0, session.padding - session.left));
  const place = placeOf(session, session.frameStream);
  if (place < 0) return;
  if (end > at && !onBody(session, place, bytes.subarray(at, end))) return;
  if (session.left > 0) return;
  if ((session.flags & FLAG.endStream) !== 0) finish(session, place);
  else if (session.stage[place] !== STAGE.body) failPlace(session, place, CODE.protocol);
}

function onBody(session: Session, place: number, bytes: Uint8Array): boolean {
  const received = (session.received[place] ?? 0) + bytes.length;
  session.received[place] = received;
  session.idleFrames = 0;
  if (session.stage[place] !== STAGE.body || hasNoBody(session, place)) {
    failPlace(session, place, CODE.protocol);
    return false;
  }
  const kept = session.kept[place];
  if (kept !== undefined) keep(kept, bytes);
  return true;
}

/** RFC 9110 section 6.4.1: answers to HEAD, 204 and 304 have no content. */
function hasNoBody(session: Session, place: number): boolean {
  const status = session.status[place] ?? 0;
  return session.isHead[place] === 1 || status === 204 || status === 304;
}

// The bytes lie in a buffer that the next read overwrites.
function keep(kept: Kept, bytes: Uint8Array): void {
  const room = kept.limit - kept.bytes;
  if (bytes.length > room) kept.truncated = true;
  if (room <= 0) return;
  const part = bytes.slice(0, room);
  kept.parts.push(part);
  kept.bytes += part.length;
}
