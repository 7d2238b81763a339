import { CLOSES, CODING, NO_LENGTH, PHASE, type Parser } from "./parser-state.ts";

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** `HTTP/1.1 200 OK`; the reason, and the blank before it, may be missing. False when it is no status line. */
export function onStatusLine(parser: Parser, slot: number): boolean {
  const { line, lineFrom: from, lineTo } = parser;
  if (lineTo - from < 12 || !startsWithHttp1(line, from)) return false;
  const minor = line[from + 7] ?? 0;
  const hundreds = line[from + 9] ?? 0;
  const tens = line[from + 10] ?? 0;
  const ones = line[from + 11] ?? 0;
  if (!isDigit(minor) || line[from + 8] !== 32 || !isDigit(hundreds) || !isDigit(tens) || !isDigit(ones)) return false;
  if (hundreds === 48 || (lineTo - from > 12 && line[from + 12] !== 32)) return false;
  parser.status[slot] = (hundreds - 48) * 100 + (tens - 48) * 10 + (ones - 48);
  // HTTP/1.0 closes unless it says keep-alive.
  parser.closes[slot] = minor === 48 ? CLOSES.byDefault : CLOSES.no;
  parser.coding[slot] = CODING.none;
  parser.length[slot] = NO_LENGTH;
  parser.phase[slot] = PHASE.header;
  return true;
}

function startsWithHttp1(line: Uint8Array, from: number): boolean {
  return (
    line[from] === 72 &&
    line[from + 1] === 84 &&
    line[from + 2] === 84 &&
    line[from + 3] === 80 &&
    line[from + 4] === 47 &&
    line[from + 5] === 49 &&
    line[from + 6] === 46
  );
}

/** After the headers: how the body ends (RFC 9112 section 6.3). */
export function bodyPhase(parser: Parser, slot: number): boolean {
  const status = parser.status[slot] ?? 0;
  if (status < 200 && status !== 101) {
    parser.phase[slot] = PHASE.status;
    return true;
  }
  const length = parser.length[slot] ?? NO_LENGTH;
  // Nobody asked to switch protocols: what would follow cannot be read.
  if (status === 101) parser.closes[slot] = CLOSES.said;
  parser.headEnd = 0;
  if (status < 205 ? status === 204 || status === 101 : status === 304) bodiless(parser, slot);
  else if (parser.isHead[slot] === 1) bodiless(parser, slot);
  else if (parser.coding[slot] === CODING.chunked) chunked(parser, slot);
  else if (length !== NO_LENGTH && parser.coding[slot] === CODING.none) sized(parser, slot);
  else untilClose(parser, slot);
  return true;
}

function bodiless(parser: Parser, slot: number): void {
  parser.phase[slot] = PHASE.idle;
  noteHead(parser, 0);
}

/** Notes where the head ended, for those who want to know it again. */
function noteHead(parser: Parser, bodyLength: number): void {
  const { line, input, lineTo } = parser;
  parser.headEnd = line === input ? lineTo + (input[lineTo] === 13 ? 2 : 1) : 0;
  parser.bodyLength = bodyLength;
}

function chunked(parser: Parser, slot: number): void {
  parser.phase[slot] = PHASE.chunkSize;
  // Both framings at once may be an attempt to smuggle: chunked counts, and the connection is not used again.
  if (parser.length[slot] !== NO_LENGTH) parser.closes[slot] = CLOSES.said;
}

function sized(parser: Parser, slot: number): void {
  const length = parser.length[slot] ?? 0;
  parser.left[slot] = length;
  noteHead(parser, length);
  parser.phase[slot] = length === 0 ? PHASE.idle : PHASE.length;
}

function untilClose(parser: Parser, slot: number): void {
  parser.phase[slot] = PHASE.untilClose;
  parser.closes[slot] = CLOSES.said;
}
