import { CLOSES, CODING, NO_LENGTH, type Parser } from "./parser-state.ts";

const CONTENT_LENGTH = new TextEncoder().encode("content-length");
const TRANSFER_ENCODING = new TextEncoder().encode("transfer-encoding");
const CONNECTION = new TextEncoder().encode("connection");
const KEEP_ALIVE = new TextEncoder().encode("keep-alive");
const CHUNKED = new TextEncoder().encode("chunked");
const LARGEST_LENGTH = Number.MAX_SAFE_INTEGER;

/** Reads a header as far as framing depends on it. False when the line is no header or its length is nonsense. */
export function onHeader(parser: Parser, slot: number): boolean {
  const { line, lineFrom: from, lineTo } = parser;
  const first = line[from] ?? 0;
  // A folded continuation (obsolete, RFC 9112 section 5.2) belongs to a header whose value does not matter here.
  if (first === 32 || first === 9) return true;
  let colon = from;
  while (colon < lineTo && line[colon] !== 58) colon += 1;
  if (colon === lineTo || colon === from) return false;
  const lower = first | 32;
  if (lower !== 99 && lower !== 116) return true;
  let nameEnd = colon;
  while (line[nameEnd - 1] === 32 || line[nameEnd - 1] === 9) nameEnd -= 1;
  parser.lineFrom = colon + 1;
  // Each of the three has a length of its own.
  const length = nameEnd - from;
  if (length === CONTENT_LENGTH.length && isText(line, from, CONTENT_LENGTH)) return onLength(parser, slot);
  if (length === TRANSFER_ENCODING.length && isText(line, from, TRANSFER_ENCODING)) return onCoding(parser, slot);
  if (length === CONNECTION.length && isText(line, from, CONNECTION)) return onConnection(parser, slot);
  return true;
}

/** Compares without regard to case; `text` is in lower case. */
function isText(line: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const byte = line[from + index] ?? 0;
    if ((byte >= 65 && byte <= 90 ? byte | 32 : byte) !== text[index]) return false;
  }
  return true;
}

/** Digits only; a repeated header must say the same (RFC 9112 section 6.3, rule 5). */
function onLength(parser: Parser, slot: number): boolean {
  const { line, lineFrom, lineTo } = parser;
  let length = 0;
  let digits = 0;
  for (let at = lineFrom; at < lineTo; at += 1) {
    const byte = line[at] ?? 0;
    const isBlank = byte === 32 || byte === 9;
    if (isBlank && (digits === 0 || restIsBlank(line, at, lineTo))) continue;
    if (byte < 48 || byte > 57) return false;
    length = length * 10 + byte - 48;
    digits += 1;
  }
  if (digits === 0 || length > LARGEST_LENGTH) return false;
  const before = parser.length[slot];
  parser.length[slot] = length;
  return before === NO_LENGTH || before === length;
}

function restIsBlank(line: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (line[at] !== 32 && line[at] !== 9) return false;
  return true;
}

/** Chunked must be the last coding; otherwise the body ends with the connection (RFC 9112 section 6.3, rule 4). */
function onCoding(parser: Parser, slot: number): boolean {
  const isChunked = isValue(parser, CHUNKED) || tokens(parser).at(-1) === "chunked";
  parser.coding[slot] = isChunked ? CODING.chunked : CODING.other;
  return true;
}

function onConnection(parser: Parser, slot: number): boolean {
  // What nearly every answer says, without making a string of it.
  if (isValue(parser, KEEP_ALIVE)) return keepOpen(parser, slot);
  const options = tokens(parser);
  if (options.includes("close")) parser.closes[slot] = CLOSES.said;
  return !options.includes("keep-alive") || keepOpen(parser, slot);
}

function keepOpen(parser: Parser, slot: number): boolean {
  if (parser.closes[slot] === CLOSES.byDefault) parser.closes[slot] = CLOSES.no;
  return true;
}

function isValue({ line, lineFrom, lineTo }: Parser, value: Uint8Array): boolean {
  const from = line[lineFrom] === 32 ? lineFrom + 1 : lineFrom;
  return lineTo - from === value.length && isText(line, from, value);
}

function tokens({ line, lineFrom, lineTo }: Parser): readonly string[] {
  const text = Buffer.from(line.buffer, line.byteOffset + lineFrom, lineTo - lineFrom).toString("latin1");
  return text
    .toLowerCase()
    .split(",")
    .map((token) => token.trim());
}
