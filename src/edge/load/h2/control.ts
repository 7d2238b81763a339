import { frame, numberAt } from "./output.ts";
import { breakSession, release, returnUnprocessed } from "./places.ts";
import { CODE, FLAG, FRAME, LARGEST_WINDOW } from "./protocol.ts";
import { onSettings } from "./settings.ts";
import { sendBodies } from "./send.ts";
import { placeOf, type Session } from "./session-state.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Any frame but DATA, HEADERS and CONTINUATION; types that nobody knows are passed over (RFC 9113 section 5.5). */
export function onControl(session: Session, bytes: Uint8Array, range: Range): void {
  const length = range.to - range.from;
  switch (session.type) {
    case FRAME.settings:
      return onSettings(session, bytes, range);
    case FRAME.ping:
      return length === 8 ? onPing(session, bytes, range.from) : wrongSize(session);
    case FRAME.window:
      return length === 4 ? onWindow(session, numberAt(bytes, range.from)) : wrongSize(session);
    case FRAME.reset:
      return length === 4 ? onReset(session, numberAt(bytes, range.from)) : wrongSize(session);
    case FRAME.goAway:
      return length >= 8 ? onGoAway(session, numberAt(bytes, range.from)) : wrongSize(session);
    case FRAME.push:
      // We have forbidden it (RFC 9113 section 8.4).
      breakSession(session, CODE.protocol, "it pushed what was not asked for");
      break;
    default:
  }
}

function wrongSize(session: Session): void {
  breakSession(session, CODE.frameSize, "a frame has the wrong length");
}

function onPing(session: Session, bytes: Uint8Array, from: number): void {
  if (session.frameStream !== 0) {
    breakSession(session, CODE.protocol, "a ping came for a stream");
    return;
  }
  if ((session.flags & FLAG.acknowledged) !== 0) return;
  const at = frame(session.output, { type: FRAME.ping, flags: FLAG.acknowledged, stream: 0, length: 8 });
  session.output.bytes.set(bytes.subarray(from, from + 8), at);
}

/** RFC 9113 section 6.9: no window may grow beyond 2^31 - 1, and none by nothing. */
function onWindow(session: Session, increment: number): void {
  const { frameStream: stream } = session;
  if (stream >= session.nextStream || increment === 0) {
    breakSession(session, CODE.protocol, "a window was opened that is none, or by nothing");
    return;
  }
  if (stream === 0) session.sendWindow += increment;
  const place = stream === 0 ? -1 : placeOf(session, stream);
  if (place >= 0) session.window[place] = (session.window[place] ?? 0) + increment;
  if (session.sendWindow > LARGEST_WINDOW || (place >= 0 && (session.window[place] ?? 0) > LARGEST_WINDOW)) {
    breakSession(session, CODE.flowControl, "a window is larger than can be");
    return;
  }
  sendBodies(session);
}

function onReset(session: Session, code: number): void {
  const { frameStream: stream } = session;
  if (stream === 0 || stream >= session.nextStream) {
    breakSession(session, CODE.protocol, "a stream was reset that was never opened");
    return;
  }
  const place = placeOf(session, stream);
  if (place < 0) return;
  release(session, place);
  // The server promises that it has not looked at it (RFC 9113 section 8.7).
  if (code === CODE.refused) session.events.onUnprocessed(session, place);
  else session.events.onFailure(session, place, "stream-reset");
}

function onGoAway(session: Session, last: number): void {
  if (session.frameStream !== 0) {
    breakSession(session, CODE.protocol, "a stream said goodbye for the connection");
    return;
  }
  session.isRetired = true;
  returnUnprocessed(session, last);
}
