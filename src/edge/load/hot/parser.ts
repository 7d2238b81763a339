import { SEES } from "./capture-state.ts";
import { CLOSES, PHASE, newParser, type Parser } from "./parser-state.ts";
import { captureBody, captureHeadEnd, captureHeader, captureStatus } from "./capture.ts";
import { recall, remember } from "./memo.ts";
import { BAD, DONE, MORE } from "./parse-result.ts";
import { onHeader } from "./header-line.ts";
import { bodyPhase, onStatusLine } from "./status-line.ts";

/** Bytes of status line, headers and trailers that one answer may have. */
export const MAX_HEADER_BYTES = 256 * 1024;

const LARGEST_KEPT_CARRY = 4096;
const TOO_MANY_REQUESTS = 429;

export { BAD, DONE, MORE } from "./parse-result.ts";
export { newParser, type Parser };

/** Makes ready for the answer to the next request of a connection. */
export function expectAnswer(parser: Parser, slot: number, isHead: boolean): void {
  parser.phase[slot] = PHASE.status;
  parser.isHead[slot] = isHead ? 1 : 0;
  parser.closes[slot] = CLOSES.no;
  parser.headerBytes[slot] = 0;
  parser.carried[slot] = 0;
  // A long header of one answer must not be paid for, in memory, by every connection until the end.
  if ((parser.carry[slot]?.length ?? 0) > LARGEST_KEPT_CARRY) parser.carry[slot] = undefined;
}

/**
 * Takes the next bytes of a connection, `parser.input` from `parser.position` to `end`. On DONE `parser.position` is where
 * the answer ended; what lies behind it was not asked for.
 */
export function feed(parser: Parser, slot: number, end: number): number {
  const { input, phase } = parser;
  if (phase[slot] === PHASE.idle) return BAD;
  const keepsBody = parser.capture.sees[slot] === SEES.body;
  let at = parser.position;
  while (at < end) {
    const stage = phase[slot] ?? 0;
    if (stage === PHASE.untilClose) {
      if (keepsBody) captureBody(parser, slot, [at, end]);
      return MORE;
    }
    if (stage === PHASE.length || stage === PHASE.chunk) {
      const left = parser.left[slot] ?? 0;
      if (keepsBody) captureBody(parser, slot, [at, Math.min(end, at + left)]);
      if (left > end - at) {
        parser.left[slot] = left - (end - at);
        return MORE;
      }
      at += left;
      phase[slot] = stage === PHASE.chunk ? PHASE.chunkEnd : PHASE.idle;
    } else {
      let newline = at;
      while (newline < end && input[newline] !== 10) newline += 1;
      const length = (parser.headerBytes[slot] ?? 0) + newline - at;
      parser.headerBytes[slot] = length + 1;
      if (length >= MAX_HEADER_BYTES) return BAD;
      if (newline === end) {
        parser.headerBytes[slot] = length;
        carry(parser, slot, input.subarray(at, end));
        return MORE;
      }
      parser.line = input;
      parser.lineFrom = at;
      parser.lineTo = newline;
      if (parser.carried[slot] !== 0) joinCarried(parser, slot);
      if (parser.lineTo > parser.lineFrom && parser.line[parser.lineTo - 1] === 13) parser.lineTo -= 1;
      if (!onLine(parser, slot)) return BAD;
      at = newline + 1;
    }
    if (phase[slot] === PHASE.idle) {
      parser.position = at;
      return DONE;
    }
  }
  return MORE;
}

/** Bytes of a sized body, or of a chunk, that are still to come and that nobody needs to see. */
export function unreadBody(parser: Parser, slot: number): number {
  const stage = parser.phase[slot];
  return stage === PHASE.length || stage === PHASE.chunk ? (parser.left[slot] ?? 0) : 0;
}

/** Takes bytes of the body as read, at most `unreadBody` of them. */
export function skip(parser: Parser, slot: number, bytes: number): number {
  const left = (parser.left[slot] ?? 0) - bytes;
  parser.left[slot] = left;
  if (left > 0) return MORE;
  const isChunk = parser.phase[slot] === PHASE.chunk;
  parser.phase[slot] = isChunk ? PHASE.chunkEnd : PHASE.idle;
  return isChunk ? MORE : DONE;
}

/**
 * The same for an answer's first bytes, with a short cut for heads that are known. `key` says which request it answers: its
 * index in the mix.
 */
export function feedFirst(parser: Parser, slot: number, end: number): number {
  const { memory } = parser;
  if (parser.capture.sees[slot] !== SEES.nothing) return feed(parser, slot, end);
  if (parser.position !== 0 || memory.pause > 0) {
    memory.pause -= memory.pause > 0 ? 1 : 0;
    return feed(parser, slot, end);
  }
  const recalled = recall(parser, slot, end);
  if (recalled >= 0) return recalled;
  parser.headEnd = 0;
  const result = feed(parser, slot, end);
  if (result !== BAD) remember(parser, slot);
  return result;
}

/** The connection was closed by the server: DONE where that ends the body, else BAD. */
export function closed(parser: Parser, slot: number): number {
  if (parser.phase[slot] !== PHASE.untilClose) return BAD;
  parser.phase[slot] = PHASE.idle;
  return DONE;
}

/** True when the server said, or the framing means, that the connection ends with this answer. */
export function closesAfter(parser: Parser, slot: number): boolean {
  return parser.closes[slot] !== CLOSES.no;
}

/** Puts the beginning of the line that came earlier before what has just come. */
function joinCarried(parser: Parser, slot: number): void {
  carry(parser, slot, parser.input.subarray(parser.lineFrom, parser.lineTo));
  parser.line = parser.carry[slot] ?? parser.input;
  parser.lineFrom = 0;
  parser.lineTo = parser.carried[slot] ?? 0;
  parser.carried[slot] = 0;
}

function carry(parser: Parser, slot: number, bytes: Uint8Array): void {
  const carried = parser.carried[slot] ?? 0;
  let kept = parser.carry[slot];
  if (kept === undefined || kept.length < carried + bytes.length) {
    const grown = new Uint8Array(Math.max(256, 2 * (carried + bytes.length)));
    if (kept !== undefined) grown.set(kept.subarray(0, carried));
    kept = grown;
    parser.carry[slot] = grown;
  }
  kept.set(bytes, carried);
  parser.carried[slot] = carried + bytes.length;
}

function onLine(parser: Parser, slot: number): boolean {
  const isEmpty = parser.lineFrom === parser.lineTo;
  switch (parser.phase[slot] ?? PHASE.idle) {
    case PHASE.status:
      // RFC 9112 section 2.2 lets a server read over an empty line; some servers send one behind a body.
      return isEmpty || onStatus(parser, slot);
    case PHASE.header:
      return isEmpty ? onHeadEnd(parser, slot) : onHeaderLine(parser, slot);
    case PHASE.chunkSize:
      return onChunkSize(parser, slot);
    case PHASE.chunkEnd:
      parser.phase[slot] = PHASE.chunkSize;
      return isEmpty;
    case PHASE.trailer:
      if (isEmpty) parser.phase[slot] = PHASE.idle;
      return true;
    default:
      return false;
  }
}

function onStatus(parser: Parser, slot: number): boolean {
  if (!onStatusLine(parser, slot)) return false;
  const status = parser.status[slot] ?? 0;
  if (status === TOO_MANY_REQUESTS || parser.capture.sees[slot] !== SEES.nothing) captureStatus(parser, slot);
  return true;
}

function onHeaderLine(parser: Parser, slot: number): boolean {
  if (parser.capture.sees[slot] !== SEES.nothing) captureHeader(parser, slot);
  return onHeader(parser, slot);
}

function onHeadEnd(parser: Parser, slot: number): boolean {
  if (parser.capture.sees[slot] !== SEES.nothing) captureHeadEnd(parser, slot);
  return bodyPhase(parser, slot);
}

/** RFC 9112 section 7.1: hexadecimal, then perhaps extensions behind a semicolon, which mean nothing to us. */
function onChunkSize(parser: Parser, slot: number): boolean {
  const { line, lineFrom, lineTo } = parser;
  let size = 0;
  let at = lineFrom;
  for (; at < lineTo; at += 1) {
    const digit = hexDigit(line[at] ?? 0);
    if (digit < 0) break;
    size = size * 16 + digit;
  }
  const digits = at - lineFrom;
  const after = at < lineTo ? line[at] : 59;
  if (digits === 0 || digits > 13 || (after !== 59 && after !== 32 && after !== 9)) return false;
  // Line ends and sizes of a long chunked body are no headers: only what one line may hold is limited.
  parser.headerBytes[slot] = 0;
  parser.left[slot] = size;
  parser.phase[slot] = size === 0 ? PHASE.trailer : PHASE.chunk;
  return true;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
