/** A stretch of bytes that is lent for the time of one call. */
export interface Piece {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Who is told of messages. */
export interface MessageSink {
  /** How long the body of a message that comes in several pieces may be to be kept until it is whole; 0: never kept. */
  readonly keeps: (type: number) => number;
  /** A whole message; `piece` is its body. */
  readonly take: (type: number, piece: Piece) => void;
  /** A message whose body was too long to be kept. */
  readonly skip: (type: number) => void;
}

/** Where a stream of messages stands. Holds at most one unfinished body, and that only up to what its sink keeps. */
export interface Framing {
  readonly sink: MessageSink;
  readonly piece: { bytes: Buffer; start: number; end: number };
  readonly head: Buffer;
  headFilled: number;
  type: number;
  /** Bytes of the current body that have not come yet. */
  missing: number;
  kept: Buffer | undefined;
  keptFilled: number;
  bodyLength: number;
}

const HEAD = 5;
/** A body that is promised is not believed until it comes. */
const FIRST_ROOM = 8_192;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a byte stream of the PostgreSQL protocol into messages (type byte, 32-bit length that counts itself, body).
 * Source: https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-MESSAGE-CONCEPTS.
 */
export function createFraming(sink: MessageSink): Framing {
  return {
    sink,
    piece: { bytes: NOTHING, start: 0, end: 0 },
    head: Buffer.alloc(HEAD),
    headFilled: 0,
    type: 0,
    missing: 0,
    kept: undefined,
    keptFilled: 0,
    bodyLength: 0,
  };
}

/** Reads on. False when the bytes are no messages of the protocol: then nothing more can be read of this stream. */
export function readMessages(framing: Framing, chunk: Buffer): boolean {
  let at = framing.missing > 0 ? resumeBody(framing, chunk) : 0;
  while (at < chunk.length && framing.missing === 0) {
    at =
      framing.headFilled > 0 || chunk.length - at < HEAD ? readHead(framing, chunk, at) : wholeHead(framing, chunk, at);
    if (at < 0) return false;
  }
  return true;
}

/** The hot way: head and, most often, body lie in this chunk. */
function wholeHead(framing: Framing, chunk: Buffer, at: number): number {
  framing.type = chunk.readUInt8(at);
  const length = chunk.readInt32BE(at + 1);
  return length < 4 ? -1 : beginBody(framing, chunk, { at: at + HEAD, length: length - 4 });
}

function readHead(framing: Framing, chunk: Buffer, at: number): number {
  const copied = chunk.copy(framing.head, framing.headFilled, at, at + HEAD - framing.headFilled);
  framing.headFilled += copied;
  if (framing.headFilled < HEAD) return at + copied;
  framing.headFilled = 0;
  framing.type = framing.head.readUInt8(0);
  const length = framing.head.readInt32BE(1);
  return length < 4 ? -1 : beginBody(framing, chunk, { at: at + copied, length: length - 4 });
}

function beginBody(
  framing: Framing,
  chunk: Buffer,
  { at, length }: { readonly at: number; readonly length: number },
): number {
  const end = at + length;
  if (end <= chunk.length) {
    give(framing, chunk, { start: at, end });
    return end;
  }
  framing.bodyLength = length;
  framing.missing = length;
  framing.keptFilled = 0;
  framing.kept =
    length <= framing.sink.keeps(framing.type) ? Buffer.allocUnsafe(Math.min(length, FIRST_ROOM)) : undefined;
  keep(framing, chunk, at);
  return chunk.length;
}

function give(framing: Framing, bytes: Buffer, { start, end }: { readonly start: number; readonly end: number }): void {
  framing.piece.bytes = bytes;
  framing.piece.start = start;
  framing.piece.end = end;
  framing.sink.take(framing.type, framing.piece);
}

/** Takes what the chunk has of the body, and answers where that ends. */
function resumeBody(framing: Framing, chunk: Buffer): number {
  const end = Math.min(framing.missing, chunk.length);
  keep(framing, end === chunk.length ? chunk : chunk.subarray(0, end), 0);
  if (framing.missing > 0) return end;
  if (framing.kept === undefined) framing.sink.skip(framing.type);
  else give(framing, framing.kept, { start: 0, end: framing.bodyLength });
  framing.kept = undefined;
  return end;
}

function keep(framing: Framing, chunk: Buffer, from: number): void {
  const count = chunk.length - from;
  framing.missing -= count;
  if (framing.kept === undefined) return;
  if (framing.keptFilled + count > framing.kept.length) framing.kept = grown(framing, framing.keptFilled + count);
  chunk.copy(framing.kept, framing.keptFilled, from);
  framing.keptFilled += count;
}

function grown({ kept = NOTHING, keptFilled, bodyLength }: Framing, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(bodyLength, Math.max(needed, kept.length * 2)));
  kept.copy(larger, 0, 0, keptFilled);
  return larger;
}
