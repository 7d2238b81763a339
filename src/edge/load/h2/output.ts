import { FRAME_HEAD } from "./protocol.ts";

/** Bytes that wait to be written, in one piece. */
export interface Output {
  bytes: Uint8Array;
  end: number;
}

const FIRST_BYTES = 512;
const LARGEST_KEPT = 32 * 1024;

export function newOutput(): Output {
  return { bytes: new Uint8Array(FIRST_BYTES), end: 0 };
}

/** Makes room for `count` more bytes and answers where they go. */
export function reserve(output: Output, count: number): number {
  const at = output.end;
  output.end = at + count;
  if (output.end <= output.bytes.length) return at;
  const grown = new Uint8Array(Math.max(2 * output.bytes.length, output.end));
  grown.set(output.bytes.subarray(0, at));
  output.bytes = grown;
  return at;
}

/** What waits, as a copy that a socket may keep; the room is used again. */
export function takeOutput(output: Output): Buffer {
  const taken = Buffer.allocUnsafe(output.end);
  taken.set(output.bytes.subarray(0, output.end));
  output.end = 0;
  if (output.bytes.length > LARGEST_KEPT) output.bytes = new Uint8Array(FIRST_BYTES);
  return taken;
}

export interface FrameHead {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly length: number;
}

/** Begins a frame and answers where its payload goes. */
export function frame(output: Output, { type, flags, stream, length }: FrameHead): number {
  const at = reserve(output, FRAME_HEAD + length);
  putFrameHead(output.bytes, at, { type, flags, stream, length });
  return at + FRAME_HEAD;
}

export function putFrameHead(bytes: Uint8Array, at: number, { type, flags, stream, length }: FrameHead): void {
  bytes[at] = length >>> 16;
  bytes[at + 1] = length >>> 8;
  bytes[at + 2] = length;
  bytes[at + 3] = type;
  bytes[at + 4] = flags;
  putNumber(bytes, at + 5, stream);
}

/** 32 bits, the highest first. */
export function putNumber(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** 31 bits: the highest one of stream identifiers and increments means nothing. */
export function numberAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) & 127) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  );
}
