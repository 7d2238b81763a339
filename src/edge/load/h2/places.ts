import type { FailureKind } from "../../../load/sending/index.ts";
import { frame, putNumber } from "./output.ts";
import { CODE, FRAME } from "./protocol.ts";
import { STAGE, type Session } from "./session-state.ts";

const LAST_STREAM = 0x7f_ff_ff_ff;

/** A number for a new stream on a place, or 0 when the connection has used them up. */
export function takeStream(session: Session, place: number): number {
  const { byStream } = session;
  // A slow answer may stand where the number leads: numbers may be left out (RFC 9113 section 5.1.1).
  while (byStream[(session.nextStream >>> 1) & (byStream.length - 1)] !== 0) session.nextStream += 2;
  const stream = session.nextStream;
  if (stream > LAST_STREAM) return 0;
  session.nextStream += 2;
  byStream[(stream >>> 1) & (byStream.length - 1)] = place + 1;
  session.stream[place] = stream;
  session.active += 1;
  return stream;
}

/** Frees a place. */
export function release(session: Session, place: number): void {
  const { byStream } = session;
  byStream[((session.stream[place] ?? 0) >>> 1) & (byStream.length - 1)] = 0;
  session.stream[place] = 0;
  session.stage[place] = STAGE.free;
  session.active -= 1;
  if (session.body[place] === undefined) return;
  session.body[place] = undefined;
  session.pending -= 1;
}

/** Tells the server that a stream is given up. */
export function resetStream(session: Session, stream: number, code: number): void {
  const at = frame(session.output, { type: FRAME.reset, flags: 0, stream, length: 4 });
  putNumber(session.output.bytes, at, code);
  session.resets += 1;
}

/** The answer of a place is not what HTTP/2 allows, or not what was promised. */
export function failPlace(session: Session, place: number, code: number): void {
  resetStream(session, session.stream[place] ?? 0, code);
  release(session, place);
  session.events.onFailure(session, place, "protocol");
}

/** Gives a request up: its time has run out. */
export function cancelPlace(session: Session, place: number): void {
  resetStream(session, session.stream[place] ?? 0, CODE.cancel);
  release(session, place);
}

/** The connection is gone: every request under way has failed. */
export function failAll(session: Session, kind: FailureKind): void {
  session.isBroken = true;
  for (let place = 0; place < session.places; place += 1) {
    if (session.stage[place] === STAGE.free) continue;
    release(session, place);
    session.events.onFailure(session, place, kind);
  }
}

/** The server broke the protocol: it is told so, and the connection is not used again. Answers false, for its callers. */
export function breakSession(session: Session, code: number, problem: string): false {
  if (session.isBroken) return false;
  const at = frame(session.output, { type: FRAME.goAway, flags: 0, stream: 0, length: 8 });
  putNumber(session.output.bytes, at, 0);
  putNumber(session.output.bytes, at + 4, code);
  failAll(session, "protocol");
  session.problem = problem;
  return false;
}

/** The requests on streams above `last` were not looked at by the server (RFC 9113 section 6.8). */
export function returnUnprocessed(session: Session, last: number): void {
  for (let place = 0; place < session.places; place += 1) {
    if (session.stage[place] === STAGE.free || (session.stream[place] ?? 0) <= last) continue;
    release(session, place);
    session.events.onUnprocessed(session, place);
  }
}
