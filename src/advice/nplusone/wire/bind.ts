import type { Text } from "../sql/statements.ts";
import type { Columns } from "./columns.ts";
import type { Piece } from "./framer.ts";
import { TYPE, type Hasher } from "./hash.ts";
import { isText } from "./rows.ts";

/** A prepared statement as the client named it. */
export interface Prepared {
  readonly text: Text | undefined;
  /** Object identifiers of the parameters' types as far as they were said; 0: not said. */
  types: readonly number[];
  columns: Columns | undefined;
}

/** A statement with its values. */
export interface Portal {
  readonly prepared: Prepared;
  /** Bits of the compared values, one for each comparison of the fingerprint; 0: no key. */
  readonly values: readonly number[];
  /** The same values to be shown, where that is wanted. */
  readonly shown: readonly string[];
  readonly resultFormats: readonly number[];
}

export interface Reader {
  readonly hasher: Hasher;
  readonly showsValues: boolean;
}

/** End of a zero-terminated text. */
export function endOfText({ bytes, end }: Piece, from: number): number {
  const found = bytes.indexOf(0, from);
  if (found < 0 || found >= end) throw new RangeError("a text without its end");
  return found;
}

/** Reads a Bind message from behind its two names. */
export function readBind(
  piece: Piece,
  from: number,
  { prepared, reader }: { readonly prepared: Prepared; readonly reader: Reader },
): Portal {
  const { bytes } = piece;
  const formats = formatsAt(bytes, from);
  let at = from + 2 + formats.length * 2;
  const count = bytes.readUInt16BE(at);
  at += 2;
  const starts: number[] = [];
  for (let index = 0; index < count; index += 1) {
    starts.push(at);
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  const bound = { bytes, starts, formats };
  return {
    prepared,
    values: valuesOf(prepared, reader, bound),
    shown: reader.showsValues ? shownOf(prepared, bound) : NOTHING_SHOWN,
    resultFormats: formatsAt(bytes, at),
  };
}

const NOTHING_SHOWN: readonly string[] = [];
const NO_FORMATS: readonly number[] = [];

function formatsAt(bytes: Buffer, at: number): readonly number[] {
  const count = bytes.readUInt16BE(at);
  if (count === 0) return NO_FORMATS;
  const formats: number[] = [];
  for (let index = 0; index < count; index += 1) formats.push(bytes.readUInt16BE(at + 2 + index * 2));
  return formats;
}

/** The fields of a Bind message as they lie in its bytes. */
interface Bound {
  readonly bytes: Buffer;
  /** Where the length of each value stands. */
  readonly starts: readonly number[];
  readonly formats: readonly number[];
}

const isBinary = ({ formats }: Bound, index: number): boolean =>
  (formats.length === 1 ? formats[0] : formats[index]) === 1;

/** Only what the statement compares is read. */
function valuesOf({ text, types }: Prepared, { hasher }: Reader, bound: Bound): readonly number[] {
  if (text === undefined || text.inputs.length === 0) return NO_FORMATS;
  const values: number[] = [];
  for (const input of text.inputs) {
    if (input.kind === "bind") values.push(valueAt(bound, input.index, { said: types[input.index] ?? 0, hasher }));
    else values.push(input.kind === "literal" ? literalBits(input.text, hasher) : 0);
  }
  return values;
}

interface Meaning {
  /** Object identifier of the type, 0 where nobody said. */
  readonly said: number;
  readonly hasher: Hasher;
}

function valueAt(bound: Bound, index: number, { said, hasher }: Meaning): number {
  const { bytes, starts } = bound;
  const at = starts[index];
  const length = at === undefined ? -1 : bytes.readInt32BE(at);
  if (at === undefined || length < 0) return 0;
  const start = at + 4;
  const type = isBinary(bound, index) ? typeOf(said, length) : TYPE.text;
  return isText(type) ? hasher.text(bytes, start, start + length) : hasher.binary(type, bytes, start);
}

/** A binary value of no said type is told by its length: drivers send binary only what they know. */
function typeOf(said: number, length: number): number {
  if (said !== 0) return said;
  if (length === 16) return TYPE.uuid;
  if (length === 8) return TYPE.int8;
  if (length === 4) return TYPE.int4;
  return length === 2 ? TYPE.int2 : TYPE.text;
}

/** Bits of a constant in a statement's own text. */
export function literalBits(text: string, hasher: Hasher): number {
  const bytes = Buffer.from(text);
  return hasher.text(bytes, 0, bytes.length);
}

const SHOWN_BYTES = 64;

const shownOf = ({ text }: Prepared, bound: Bound): readonly string[] =>
  (text?.inputs ?? []).map((input) => (input.kind === "bind" ? shownValue(bound, input.index) : "NULL"));

function shownValue(bound: Bound, index: number): string {
  const { bytes, starts } = bound;
  const at = starts[index];
  const length = at === undefined ? -1 : bytes.readInt32BE(at);
  if (at === undefined || length < 0) return "NULL";
  const value = bytes.subarray(at + 4, at + 4 + Math.min(length, SHOWN_BYTES));
  if (!isBinary(bound, index)) return value.toString("utf8");
  if (value.length === 4) return String(value.readInt32BE(0));
  return value.length === 8 ? String(value.readBigInt64BE(0)) : value.toString("hex");
}
