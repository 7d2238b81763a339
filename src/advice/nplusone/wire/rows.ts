import type { KeyColumn } from "./columns.ts";
import type { Piece } from "./framer.ts";
import { TYPE, type Hasher } from "./hash.ts";

/** Rows beyond these are counted and not read. */
export const MOST_ROWS = 1_000;

/** The keys of the result that is coming in now: row after row, a place for each key column. */
export interface Collecting {
  keys: readonly KeyColumn[];
  /** 0 text, 1 binary: one for all columns, or one for each; none: text. */
  formats: readonly number[];
  rows: number;
  /** How many rows are in `bits`. */
  read: number;
  bits: Int32Array;
  /** The statement asks for keys of a list itself: then also a single row may be the root of a chain. */
  isLed: boolean;
  /** The first row as it lies in the bytes, which are lent: most results have no second one, and then it is not read at all. */
  first: Buffer | undefined;
  firstStart: number;
}

const NO_KEYS: readonly KeyColumn[] = [];
const TEXT_FORMAT: readonly number[] = [];

export const createCollecting = (): Collecting => ({
  keys: NO_KEYS,
  formats: TEXT_FORMAT,
  rows: 0,
  read: 0,
  bits: new Int32Array(256),
  isLed: false,
  first: undefined,
  firstStart: 0,
});

/** Begins the next result. */
export function beginRows(
  collecting: Collecting,
  keys: readonly KeyColumn[] = NO_KEYS,
  formats: readonly number[] = TEXT_FORMAT,
): void {
  collecting.keys = keys;
  collecting.formats = formats;
  collecting.rows = 0;
  collecting.read = 0;
  collecting.isLed = false;
  collecting.first = undefined;
}

/** Takes a DataRow. A row that is shorter than it says throws a RangeError, at the latest with the next one. */
export function takeRow(collecting: Collecting, { bytes, start }: Piece, hasher: Hasher): void {
  collecting.rows += 1;
  if (collecting.keys.length === 0 || collecting.read >= MOST_ROWS) return;
  if (collecting.rows === 1 && !collecting.isLed) {
    collecting.first = bytes;
    collecting.firstStart = start;
    return;
  }
  readFirst(collecting, hasher);
  readKeys(collecting, { bytes, start }, hasher);
}

/** Reads the row that waits, before its bytes are taken back. */
export function readFirst(collecting: Collecting, hasher: Hasher): void {
  const { first, firstStart } = collecting;
  if (first === undefined) return;
  collecting.first = undefined;
  readKeys(collecting, { bytes: first, start: firstStart }, hasher);
}

function readKeys(collecting: Collecting, { bytes, start }: Pick<Piece, "bytes" | "start">, hasher: Hasher): void {
  const { keys } = collecting;
  const base = collecting.read * keys.length;
  if (base + keys.length > collecting.bits.length) enlarge(collecting);
  collecting.read += 1;
  let at = start + 2;
  let index = 0;
  for (let key = 0; key < keys.length; key += 1) {
    const column = keys[key];
    if (column === undefined) continue;
    for (; index < column.index; index += 1) at += 4 + Math.max(0, bytes.readInt32BE(at));
    collecting.bits[base + key] = keyAt(collecting, column, { bytes, start: at, hasher });
  }
}

function enlarge(collecting: Collecting): void {
  const larger = new Int32Array(collecting.bits.length * 4);
  larger.set(collecting.bits);
  collecting.bits = larger;
}

interface Field {
  readonly bytes: Buffer;
  /** Where the length stands. */
  readonly start: number;
  readonly hasher: Hasher;
}

function keyAt({ formats }: Collecting, { type, index }: KeyColumn, { bytes, start, hasher }: Field): number {
  const length = bytes.readInt32BE(start);
  if (length < 0) return 0;
  const format = formats.length === 1 ? formats[0] : formats[index];
  if (format !== 1 || isText(type)) return hasher.text(bytes, start + 4, start + 4 + length);
  return hasher.binary(type, bytes, start + 4);
}

/** Text is the same in both formats. */
export const isText = (type: number): boolean => type === TYPE.text || type === TYPE.varchar || type === TYPE.bpchar;

/** What was read, column after column, for keeping. */
export function keysOf({ keys, read, bits }: Collecting): {
  readonly keys: readonly KeyColumn[];
  readonly rows: number;
  readonly bits: Int32Array;
} {
  const kept = new Int32Array(read * keys.length);
  for (let key = 0, to = 0; key < keys.length; key += 1)
    for (let from = key; to < (key + 1) * read; from += keys.length, to += 1) kept[to] = bits[from] ?? 0;
  return { keys, rows: read, bits: kept };
}
