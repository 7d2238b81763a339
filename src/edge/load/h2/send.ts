import { frame, putNumber, putFrameHead, reserve } from "./output.ts";
import { CODE, DEFAULT_WINDOW, FLAG, FRAME, FRAME_BYTES, FRAME_HEAD, LARGEST_WINDOW, SETTING } from "./protocol.ts";
import type { RequestFrames } from "./request.ts";
import { resetStream, takeStream } from "./places.ts";
import { FULL, STAGE, type Kept, type Session } from "./session-state.ts";
import { NO_LENGTH } from "./skim.ts";

const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");
/** What may wait in a socket of bodies at once. */
const LARGEST_BATCH = 256 * 1024;

const OUR_SETTINGS: readonly (readonly [setting: number, value: number])[] = [
  [SETTING.tableSize, 0],
  [SETTING.push, 0],
  [SETTING.window, LARGEST_WINDOW],
  [SETTING.headerList, 256 * 1024],
];

/** Puts what a client says first into the output: windows so large that no server ever waits for us. */
export function greet(session: Session): void {
  const { output } = session;
  const start = reserve(output, PREFACE.length);
  output.bytes.set(PREFACE, start);
  let at = frame(output, { type: FRAME.settings, flags: 0, stream: 0, length: 6 * OUR_SETTINGS.length });
  for (const [setting, value] of OUR_SETTINGS) {
    output.bytes[at + 1] = setting;
    putNumber(output.bytes, at + 2, value);
    at += 6;
  }
  widen(session, 0, LARGEST_WINDOW - DEFAULT_WINDOW);
}

/** Gives the server `bytes` more to send, on a stream or on the connection (0). */
export function widen(session: Session, stream: number, bytes: number): void {
  const at = frame(session.output, { type: FRAME.window, flags: 0, stream, length: 4 });
  putNumber(session.output.bytes, at, bytes);
}

/** True while another request may be begun. */
export function hasRoom(session: Session): boolean {
  return session.isReady && !session.isRetired && !session.isBroken && session.active < session.maxStreams;
}

/**
 * Begins a request on a free place: its frames go into the output, the body as far as the server's windows let it. Only when
 * there is room. False: the connection has run out of streams, and is retired.
 */
export function beginRequest(session: Session, place: number, request: RequestFrames): boolean {
  const stream = takeStream(session, place);
  if (stream === 0) {
    session.isRetired = true;
    return false;
  }
  session.stage[place] = STAGE.head;
  session.isHead[place] = request.isHead ? 1 : 0;
  session.length[place] = NO_LENGTH;
  session.received[place] = 0;
  session.taken[place] = 0;
  session.bytes[place] = 0;
  session.kept[place] = undefined;
  session.window[place] = session.firstWindow;
  putFrames(session, place, request);
  return true;
}

/** Has the answer of a request that was just begun kept: its headers, and `limit` bytes of its body. */
export function keepAnswer(session: Session, place: number, limit: number): Kept {
  const kept: Kept = { limit, fields: [], parts: [], bytes: 0, truncated: false };
  session.kept[place] = kept;
  return kept;
}

function putFrames(session: Session, place: number, { bytes, frames, headEnd, body }: RequestFrames): void {
  const { output } = session;
  const stream = session.stream[place] ?? 0;
  const isWhole = bytes.length > headEnd && body.length <= session.sendWindow && body.length <= session.firstWindow;
  const count = isWhole ? bytes.length : headEnd;
  const at = reserve(output, count);
  copy(bytes, output.bytes, { at, count });
  for (const start of frames) if (start < count) putNumber(output.bytes, at + start + 5, stream);
  if (isWhole) return spend(session, place, body.length);
  if (body.length === 0) return;
  session.body[place] = body;
  session.sent[place] = 0;
  session.pending += 1;
  sendBody(session, place);
}

// A short request is copied faster by hand than by a call into the runtime.
function copy(from: Uint8Array, to: Uint8Array, { at, count }: { readonly at: number; readonly count: number }): void {
  if (count > 256) to.set(count === from.length ? from : from.subarray(0, count), at);
  else for (let index = 0; index < count; index += 1) to[at + index] = from[index] ?? 0;
}

function spend(session: Session, place: number, bytes: number): void {
  session.sendWindow -= bytes;
  session.window[place] = (session.window[place] ?? 0) - bytes;
}

/** Sends what windows and room allow of all bodies that wait. */
export function sendBodies(session: Session): void {
  if (session.pending === 0 || session.isBroken) return;
  for (let place = 0; place < session.places; place += 1)
    if (session.body[place] !== undefined) sendBody(session, place);
}

function sendBody(session: Session, place: number): void {
  const body = session.body[place];
  if (body === undefined) return;
  for (;;) {
    const sent = session.sent[place] ?? 0;
    const room = Math.min(session.sendWindow, session.window[place] ?? 0, FRAME_BYTES);
    if (room <= 0 || session.fullness !== FULL.no) return;
    if (session.output.end >= LARGEST_BATCH) {
      session.fullness = FULL.found;
      return;
    }
    const count = Math.min(room, body.length - sent);
    putData(session, place, body.subarray(sent, sent + count));
    spend(session, place, count);
    session.sent[place] = sent + count;
    session.idleFrames = 0;
    if (sent + count === body.length) break;
  }
  session.body[place] = undefined;
  session.pending -= 1;
}

function putData(session: Session, place: number, payload: Uint8Array): void {
  const { output } = session;
  const isLast = (session.sent[place] ?? 0) + payload.length === session.body[place]?.length;
  const at = reserve(output, FRAME_HEAD + payload.length);
  const flags = isLast ? FLAG.endStream : 0;
  putFrameHead(output.bytes, at, {
    type: FRAME.data,
    flags,
    stream: session.stream[place] ?? 0,
    length: payload.length,
  });
  output.bytes.set(payload, at + FRAME_HEAD);
}

/** The answer was whole before all of the body was sent: the server does not want the rest (RFC 9113 section 8.1). */
export function stopBody(session: Session, place: number): void {
  if (session.body[place] !== undefined) resetStream(session, session.stream[place] ?? 0, CODE.none);
}
