import { readInteger, skipString, type Cursor } from "./cursor.ts";
import { readString } from "./fields.ts";
import { CONTENT_LENGTH, LAST_STATIC, STATIC_TABLE, STATUS_FIRST, STATUS_LAST } from "./static-table.ts";

/** What a header block turned out to be. Malformed: an error of its stream; corrupt: one of the connection. */
export const FINE = 0;
export const MALFORMED = 1;
export const CORRUPT = 2;

export const NO_LENGTH = -1;

/** What the engine needs to know of an answer's headers. */
export interface Skimmed extends Cursor {
  /** 0 when there is no `:status`: trailers. */
  status: number;
  /** Content-Length, or NO_LENGTH. */
  length: number;
}

const STATUS_BY_INDEX: readonly number[] = STATIC_TABLE.map(([name, value]) =>
  name === ":status" ? Number(value) : 0,
);

export function newSkimmed(): Skimmed {
  return { bytes: new Uint8Array(0), at: 0, end: 0, status: 0, length: NO_LENGTH };
}

/**
 * Reads status and length of the header block from `at` to `end` of `bytes`, stepping over everything else without decoding
 * it. Answers FINE, MALFORMED (RFC 9113 section 8.3) or CORRUPT (RFC 7541).
 */
export function skim(block: Skimmed): number {
  block.status = 0;
  block.length = NO_LENGTH;
  const from = block.at;
  while (block.at < block.end) {
    const first = block.bytes[block.at] ?? 0;
    const isFirst = block.at === from;
    block.at += 1;
    let found = FINE;
    if (first >= 128) found = onIndexed(block, first);
    else if (first >= 32 && first < 64) found = isFirst && readInteger(block, first, 31) === 0 ? FINE : CORRUPT;
    else found = onLiteral(block, first);
    if (found !== FINE) return found;
  }
  return FINE;
}

function onIndexed(block: Skimmed, first: number): number {
  const index = readInteger(block, first, 127);
  if (index <= 0 || index > LAST_STATIC) return CORRUPT;
  if (index > STATUS_LAST) return FINE;
  return index < STATUS_FIRST ? MALFORMED : onStatus(block, STATUS_BY_INDEX[index] ?? 0);
}

function onLiteral(block: Skimmed, first: number): number {
  const index = readInteger(block, first, first >= 64 ? 63 : 15);
  if (index < 0 || index > LAST_STATIC) return CORRUPT;
  if (index === 0) return skipString(block) && skipString(block) ? FINE : CORRUPT;
  if (index === CONTENT_LENGTH) return onLength(block);
  if (index > STATUS_LAST) return skipString(block) ? FINE : CORRUPT;
  const value = readString(block);
  if (value === undefined) return CORRUPT;
  return index >= STATUS_FIRST && /^[1-9]\d\d$/.test(value) ? onStatus(block, Number(value)) : MALFORMED;
}

function onStatus(block: Skimmed, status: number): number {
  if (block.status !== 0) return MALFORMED;
  block.status = status;
  return FINE;
}

// Most servers send it without Huffman coding, and it is read as it lies there.
function onLength(block: Skimmed): number {
  const count = block.bytes[block.at] ?? 0;
  if (count > 15 || count > block.end - block.at - 1) return onCodedLength(block);
  const to = block.at + 1 + count;
  let length = count === 0 ? Number.NaN : 0;
  for (let at = block.at + 1; at < to; at += 1) {
    const digit = (block.bytes[at] ?? 0) - 48;
    length = digit >= 0 && digit <= 9 ? length * 10 + digit : Number.NaN;
  }
  block.at = to;
  return keepLength(block, length);
}

function onCodedLength(block: Skimmed): number {
  const text = readString(block);
  if (text === undefined) return CORRUPT;
  return keepLength(block, /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN);
}

function keepLength(block: Skimmed, length: number): number {
  if (Number.isNaN(length) || (block.length !== NO_LENGTH && block.length !== length)) return MALFORMED;
  block.length = length;
  return FINE;
}
