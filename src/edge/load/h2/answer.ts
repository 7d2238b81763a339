import { readFields } from "./fields.ts";
import { breakSession, failPlace, release } from "./places.ts";
import { CODE, FLAG, FRAME_HEAD, HEADER_BYTES } from "./protocol.ts";
import { stopBody } from "./send.ts";
import { NOTHING, STAGE, placeOf, type Session } from "./session-state.ts";
import { CORRUPT, FINE, NO_LENGTH, skim } from "./skim.ts";

/** More CONTINUATION frames than headers of the largest size need (CVE-2024-27316). */
const BLOCK_FRAMES = 64;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A HEADERS frame (RFC 9113 section 6.2). */
export function onBlock(session: Session, bytes: Uint8Array, { from, to }: Range): void {
  const { flags, frameStream: stream } = session;
  if (stream === 0 || stream >= session.nextStream || stream % 2 === 0) {
    breakSession(session, CODE.protocol, "headers came for a stream that was never opened");
    return;
  }
  const isPadded = (flags & FLAG.padded) !== 0;
  const start = from + (isPadded ? 1 : 0) + ((flags & FLAG.priority) === 0 ? 0 : 5);
  const end = to - (isPadded ? (bytes[from] ?? 0) : 0);
  if (start > end) {
    breakSession(session, CODE.protocol, "there is more padding than headers");
    return;
  }
  session.blockEndsStream = (flags & FLAG.endStream) !== 0;
  if ((flags & FLAG.endHeaders) !== 0) return onHeaders(session, stream, { bytes, from: start, to: end });
  session.blockStream = stream;
  session.blockFrames = 1;
  keepBlock(session, bytes.subarray(start, end));
}

/** A CONTINUATION frame (RFC 9113 section 6.10). */
export function onBlockPiece(session: Session, bytes: Uint8Array, { from, to }: Range): void {
  if (session.blockStream === 0) {
    breakSession(session, CODE.protocol, "headers go on that never began");
    return;
  }
  session.blockFrames += 1;
  if (session.blockFrames > BLOCK_FRAMES || session.blockEnd + to - from > HEADER_BYTES) {
    breakSession(session, CODE.calm, "headers without end");
    return;
  }
  keepBlock(session, bytes.subarray(from, to));
  if ((session.flags & FLAG.endHeaders) === 0) return;
  const stream = session.blockStream;
  const whole = { bytes: session.block, from: 0, to: session.blockEnd };
  session.blockStream = 0;
  session.block = NOTHING;
  session.blockEnd = 0;
  onHeaders(session, stream, whole);
}

function keepBlock(session: Session, bytes: Uint8Array): void {
  const wanted = session.blockEnd + bytes.length;
  if (session.block.length < wanted) {
    const grown = new Uint8Array(2 * wanted);
    grown.set(session.block.subarray(0, session.blockEnd));
    session.block = grown;
  }
  session.block.set(bytes, session.blockEnd);
  session.blockEnd = wanted;
}

interface Block extends Range {
  readonly bytes: Uint8Array;
}

function onHeaders(session: Session, stream: number, { bytes, from, to }: Block): void {
  const { skimmed } = session;
  const place = placeOf(session, stream);
  if (place < 0 && session.resets === 0) {
    breakSession(session, CODE.streamClosed, "headers came for a stream that had ended");
    return;
  }
  if (place >= 0) session.bytes[place] = (session.bytes[place] ?? 0) + to - from + FRAME_HEAD;
  skimmed.bytes = bytes;
  skimmed.at = from;
  skimmed.end = to;
  const found = skim(skimmed);
  if (found === CORRUPT) breakSession(session, CODE.compression, "its headers cannot be decoded");
  else if (place >= 0 && found === FINE) onSkimmed(session, place, { bytes, from, to });
  else if (place >= 0) failPlace(session, place, CODE.protocol);
}

function onSkimmed(session: Session, place: number, block: Block): void {
  const { status } = session.skimmed;
  if (session.stage[place] === STAGE.body) return onTrailers(session, place);
  if (status < 200) return onInterim(session, place);
  session.idleFrames = 0;
  session.status[place] = status;
  session.length[place] = session.skimmed.length;
  session.stage[place] = STAGE.body;
  session.events.onHead(session, place);
  if (session.kept[place] !== undefined && !keepFields(session, place, block)) return;
  if (session.blockEndsStream) finish(session, place);
}

// Trailers end the answer, and have no status.
function onTrailers(session: Session, place: number): void {
  if (session.blockEndsStream && session.skimmed.status === 0) return finish(session, place);
  failPlace(session, place, CODE.protocol);
}

// 100 and 103 come before the answer; 101 does not exist in HTTP/2 (RFC 9113 section 8.6), and trailers have no place here.
function onInterim(session: Session, place: number): void {
  const { status } = session.skimmed;
  if (status < 100 || status === 101 || session.blockEndsStream) failPlace(session, place, CODE.protocol);
}

function keepFields(session: Session, place: number, { bytes, from, to }: Block): boolean {
  const fields = readFields(bytes.subarray(from, to), HEADER_BYTES);
  const kept = session.kept[place];
  if (fields === undefined || kept === undefined) {
    breakSession(session, CODE.compression, "its headers cannot be decoded");
    return false;
  }
  kept.fields = fields.filter(([name]) => !name.startsWith(":"));
  return true;
}

/** The answer is whole, if it is as long as it said (RFC 9113 section 8.1.1). */
export function finish(session: Session, place: number): void {
  const length = session.length[place] ?? NO_LENGTH;
  const received = session.received[place] ?? 0;
  const isWhole = session.stage[place] === STAGE.body && (length === NO_LENGTH || length === received);
  if (!isWhole && !(session.stage[place] === STAGE.body && received === 0 && mayLackBody(session, place))) {
    failPlace(session, place, CODE.protocol);
    return;
  }
  stopBody(session, place);
  session.idleFrames = 0;
  const status = session.status[place] ?? 0;
  release(session, place);
  session.events.onAnswer(session, place, status);
}

/** What the length of these means is what a GET would have had (RFC 9110 section 8.6). */
function mayLackBody(session: Session, place: number): boolean {
  const status = session.status[place] ?? 0;
  return session.isHead[place] === 1 || status === 304 || status === 204;
}
