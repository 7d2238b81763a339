import { onBlock, onBlockPiece } from "./answer.ts";
import { onData, onDataHead } from "./data.ts";
import { onControl } from "./control.ts";
import { numberAt } from "./output.ts";
import { breakSession } from "./places.ts";
import { CODE, FLAG, FRAME, FRAME_BYTES, FRAME_HEAD } from "./protocol.ts";
import { NOTHING, type Session } from "./session-state.ts";

/** So many frames in a row that bring nothing are an attack (RFC 9113 section 10.5). */
const IDLE_FRAMES = 10_000;
/** HTTP/1.1 answers as their first nine bytes read. */
const HTTP1 = /^HTTP\/1\.[01]/;

/**
 * Takes the bytes of a connection from `from` to `to`, however they are cut. What they mean is told to the session's events;
 * what has to be answered is in its output. Nothing that a server sends makes it throw.
 *
 * Source: RFC 9113 sections 4 and 6.
 */
export function feed(session: Session, bytes: Uint8Array, range: { readonly from: number; readonly to: number }): void {
  let at = range.from;
  while (at < range.to && !session.isBroken) {
    if (session.headFilled < FRAME_HEAD) {
      at = readHead(session, bytes, { from: at, to: range.to });
      if (session.headFilled < FRAME_HEAD || !onHead(session)) return;
    }
    at = readPayload(session, bytes, { from: at, to: range.to });
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function readHead(session: Session, bytes: Uint8Array, { from, to }: Range): number {
  const { head } = session;
  if (session.headFilled === 0 && to - from >= FRAME_HEAD) {
    setHead(session, bytes, from);
    return from + FRAME_HEAD;
  }
  const count = Math.min(FRAME_HEAD - session.headFilled, to - from);
  for (let index = 0; index < count; index += 1) head[session.headFilled + index] = bytes[from + index] ?? 0;
  session.headFilled += count;
  if (session.headFilled === FRAME_HEAD) setHead(session, head, 0);
  return from + count;
}

function setHead(session: Session, bytes: Uint8Array, at: number): void {
  session.headFilled = FRAME_HEAD;
  session.left = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  session.type = bytes[at + 3] ?? 0;
  session.flags = bytes[at + 4] ?? 0;
  session.frameStream = numberAt(bytes, at + 5);
  if (!session.isReady && session.head !== bytes) session.head.set(bytes.subarray(at, at + FRAME_HEAD));
}

/** What can be said of a frame before its payload. False: the connection is broken. */
function onHead(session: Session): boolean {
  const { type, flags, left } = session;
  // RFC 9113 section 3.4: the first frame of a server holds its settings.
  if (!session.isReady && (type !== FRAME.settings || (flags & FLAG.acknowledged) !== 0))
    return breakSession(session, CODE.protocol, greetingProblem(session.head));
  if (left > FRAME_BYTES) return breakSession(session, CODE.frameSize, "a frame is longer than was agreed");
  if (session.blockStream !== 0 && (type !== FRAME.continuation || session.frameStream !== session.blockStream))
    return breakSession(session, CODE.protocol, "headers were not continued");
  session.idleFrames += 1;
  if (session.idleFrames > IDLE_FRAMES) return breakSession(session, CODE.calm, "frames that bring nothing flood in");
  return type !== FRAME.data || onDataHead(session);
}

function greetingProblem(head: Uint8Array): string {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  return HTTP1.test(text) ? "it answered in HTTP/1" : "its first bytes are no HTTP/2";
}

function readPayload(session: Session, bytes: Uint8Array, { from, to }: Range): number {
  const count = Math.min(session.left, to - from);
  if (session.type === FRAME.data) {
    session.left -= count;
    if (session.left === 0) session.headFilled = 0;
    onData(session, bytes, { from, to: from + count });
    return from + count;
  }
  if (count === session.left && session.partialEnd === 0) {
    session.headFilled = 0;
    onPayload(session, bytes, { from, to: from + count });
    return from + count;
  }
  keepPartial(session, bytes.subarray(from, from + count));
  session.left -= count;
  if (session.left > 0) return from + count;
  session.headFilled = 0;
  const length = session.partialEnd;
  session.partialEnd = 0;
  onPayload(session, session.partial, { from: 0, to: length });
  return from + count;
}

function keepPartial(session: Session, bytes: Uint8Array): void {
  const wanted = session.partialEnd + session.left;
  if (session.partial.length < wanted) {
    const grown = new Uint8Array(wanted);
    grown.set(session.partial.subarray(0, session.partialEnd));
    session.partial = grown;
  }
  session.partial.set(bytes, session.partialEnd);
  session.partialEnd += bytes.length;
}

function onPayload(session: Session, bytes: Uint8Array, range: Range): void {
  switch (session.type) {
    case FRAME.headers:
      onBlock(session, bytes, range);
      break;
    case FRAME.continuation:
      onBlockPiece(session, bytes, range);
      break;
    default:
      onControl(session, bytes, range);
  }
  // A long one is seldom; it is not kept for the sake of the next.
  if (session.partialEnd === 0 && session.partial.length > 1024) session.partial = NOTHING;
}
