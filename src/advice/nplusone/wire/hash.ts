/** The object identifiers of the types whose values serve as keys: src/include/catalog/pg_type.dat of PostgreSQL. */
export const TYPE = {
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  bpchar: 1042,
  varchar: 1043,
  numeric: 1700,
  uuid: 2950,
} as const;

/** Longer texts are no keys. */
const LONGEST_KEY = 64;
const INTEGER_DIGITS = 15;

/**
 * Makes 32 bits of a key, the same for the text and the binary form and for every integer type. 0 stands for what is no key: NULL,
 * long texts, fractions. The salt is this run's own, so that what is held says nothing about the values.
 */
export interface Hasher {
  readonly text: (bytes: Buffer, start: number, end: number) => number;
  readonly binary: (type: number, bytes: Buffer, start: number) => number;
}

/** @example createHasher(7).text(Buffer.from("42"), 0, 2) === createHasher(7).binary(23, Buffer.from([0, 0, 0, 42]), 0); // true */
export function createHasher(salt: number): Hasher {
  return {
    text: (bytes, start, end) => nonZero(textBits(bytes, start, end), salt),
    binary: (type, bytes, start) => nonZero(binaryBits(type, bytes, start), salt),
  };
}

/** Undefined is no key. */
function nonZero(bits: number | undefined, salt: number): number {
  if (bits === undefined) return 0;
  let mixed = bits ^ salt;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  mixed ^= mixed >>> 16;
  return mixed === 0 ? 1 : mixed;
}

function textBits(bytes: Buffer, start: number, end: number): number | undefined {
  const length = end - start;
  if (length === 0 || length > LONGEST_KEY) return undefined;
  return (
    integerOf(bytes, start, end) ?? (length === 36 ? uuidText(bytes, start) : undefined) ?? bytesBits(bytes, start, end)
  );
}

const MINUS = 45;
const ZERO = 48;

/** The bits of a text that is an integer as PostgreSQL writes it; undefined for anything else, `007` included. */
function integerOf(bytes: Buffer, start: number, end: number): number | undefined {
  const isNegative = bytes.readUInt8(start) === MINUS;
  const first = isNegative ? start + 1 : start;
  const digits = end - first;
  if (digits === 0 || digits > 19 || (digits > 1 && bytes.readUInt8(first) === ZERO)) return undefined;
  let value = 0;
  for (let at = first; at < end; at += 1) {
    const digit = bytes.readUInt8(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return digits > INTEGER_DIGITS
    ? bigBits(bytes.toString("latin1", start, end))
    : numberBits(isNegative ? -value : value);
}

const numberBits = (value: number): number => pairBits(Math.floor(value / 4_294_967_296), value | 0);

function bigBits(text: string): number {
  const value = BigInt(text);
  return pairBits(Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value)));
}

const pairBits = (high: number, low: number): number => low ^ Math.imul(high | 0, 0x9e37_79b1);

function binaryBits(type: number, bytes: Buffer, start: number): number | undefined {
  switch (type) {
    case TYPE.int2:
      return numberBits(bytes.readInt16BE(start));
    case TYPE.int4:
      return numberBits(bytes.readInt32BE(start));
    case TYPE.oid:
      return numberBits(bytes.readUInt32BE(start));
    case TYPE.int8:
      return pairBits(bytes.readInt32BE(start), bytes.readInt32BE(start + 4));
    case TYPE.uuid:
      return bytesBits(bytes, start, start + 16);
    case TYPE.numeric:
      return numericBits(bytes, start);
    default:
      return undefined;
  }
}

/** Digits of base 10,000 behind count, weight, sign and scale; only integers of up to four such digits are keys. */
function numericBits(bytes: Buffer, start: number): number | undefined {
  const count = bytes.readUInt16BE(start);
  const weight = bytes.readInt16BE(start + 2);
  const sign = bytes.readUInt16BE(start + 4);
  if (weight < count - 1 || weight > 2 || (sign !== 0 && sign !== 0x4000)) return undefined;
  let value = 0;
  for (let digit = 0; digit <= weight; digit += 1)
    value = value * 10_000 + (digit < count ? bytes.readUInt16BE(start + 8 + digit * 2) : 0);
  return numberBits(sign === 0 ? value : -value);
}

/** Where the sixteen pairs of digits stand in 8-4-4-4-12. */
const PAIRS: readonly number[] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

function uuidText(bytes: Buffer, start: number): number | undefined {
  let bits = FNV_START;
  for (const pair of PAIRS) {
    const value = nibble(bytes.readUInt8(start + pair)) * 16 + nibble(bytes.readUInt8(start + pair + 1));
    if (value < 0) return undefined;
    bits = Math.imul(bits ^ value, FNV_PRIME);
  }
  return bits;
}

/** Far below zero for what is no hexadecimal digit. */
function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -10_000;
}

const FNV_START = 0x811c_9dc5 | 0;
const FNV_PRIME = 16_777_619;

function bytesBits(bytes: Buffer, start: number, end: number): number {
  let bits = FNV_START;
  for (let at = start; at < end; at += 1) bits = Math.imul(bits ^ bytes.readUInt8(at), FNV_PRIME);
  return bits;
}
