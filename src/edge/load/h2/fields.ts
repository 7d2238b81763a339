import { readInteger, type Cursor } from "./cursor.ts";
import { decodeHuffman } from "./huffman.ts";
import { LAST_STATIC, STATIC_TABLE } from "./static-table.ts";

/** A header of an answer; bytes are Latin-1. */
export type Field = readonly [name: string, value: string];

// What RFC 9113 section 10.5.1 calls the uncompressed size counts 32 bytes for each field besides its text.
const FIELD_OVERHEAD = 32;

/**
 * All fields of a header block, pseudo-headers included, in their order. `undefined`: it is no valid block for a table of
 * size 0, or it would unfold to more than `limit` bytes.
 *
 * Source: RFC 7541 section 6.
 * @example
 * readFields(Uint8Array.of(0x88), 1_000); // [[":status", "200"]]
 */
export function readFields(block: Uint8Array, limit: number): readonly Field[] | undefined {
  const cursor: Cursor = { bytes: block, at: 0, end: block.length };
  const fields: Field[] = [];
  let size = 0;
  while (cursor.at < cursor.end) {
    const field = readField(cursor, fields.length === 0);
    if (field === undefined) return undefined;
    if (field === SIZE_UPDATE) continue;
    size += field[0].length + field[1].length + FIELD_OVERHEAD;
    if (size > limit) return undefined;
    fields.push(field);
  }
  return fields;
}

const SIZE_UPDATE: Field = ["", ""];

function readField(cursor: Cursor, isFirst: boolean): Field | undefined {
  const first = cursor.bytes[cursor.at] ?? 0;
  cursor.at += 1;
  if (first >= 128) return entry(readInteger(cursor, first, 127));
  // A table of size 0 cannot be made larger, and what is to be kept in it is not (sections 4.2 and 4.4).
  if (first >= 32 && first < 64) return isFirst && readInteger(cursor, first, 31) === 0 ? SIZE_UPDATE : undefined;
  const index = readInteger(cursor, first, first >= 64 ? 63 : 15);
  const name = index === 0 ? readString(cursor) : entry(index)?.[0];
  const value = name === undefined ? undefined : readString(cursor);
  return name === undefined || value === undefined ? undefined : [name, value];
}

const entry = (index: number): Field | undefined =>
  index > 0 && index <= LAST_STATIC ? STATIC_TABLE[index] : undefined;

/** The string at the cursor. `undefined`: the block ends before it, or its coding is broken. */
export function readString(cursor: Cursor): string | undefined {
  if (cursor.at >= cursor.end) return undefined;
  const first = cursor.bytes[cursor.at] ?? 0;
  cursor.at += 1;
  const length = readInteger(cursor, first, 127);
  if (length < 0 || length > cursor.end - cursor.at) return undefined;
  const text = cursor.bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  const plain = first >= 128 ? decodeHuffman(text) : text;
  return plain === undefined
    ? undefined
    : Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString("latin1");
}
