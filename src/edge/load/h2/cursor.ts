/** Where a reader of a header block stands. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
  end: number;
}

// Nothing that is counted in a header block comes near; more is an attack (RFC 7541 section 7.4).
const LARGEST_INTEGER = 1 << 24;

/**
 * The integer whose first byte has just been read, with a prefix of all ones being `mask` (RFC 7541 section 5.1). -1: the
 * block ends before it, or it is absurd.
 */
export function readInteger(cursor: Cursor, first: number, mask: number): number {
  const prefix = first & mask;
  return prefix < mask ? prefix : readLong(cursor, mask);
}

function readLong(cursor: Cursor, mask: number): number {
  let value = mask;
  for (let scale = 1; scale <= LARGEST_INTEGER; scale *= 128) {
    if (cursor.at >= cursor.end) return -1;
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte & 127) * scale;
    if (value > LARGEST_INTEGER) return -1;
    if (byte < 128) return value;
  }
  return -1;
}

/** Steps over a string, coded or not. False when the block ends before it. */
export function skipString(cursor: Cursor): boolean {
  if (cursor.at >= cursor.end) return false;
  const first = cursor.bytes[cursor.at] ?? 0;
  cursor.at += 1;
  const length = first & 127;
  const whole = length < 127 ? length : readLong(cursor, 127);
  if (whole < 0 || whole > cursor.end - cursor.at) return false;
  cursor.at += whole;
  return true;
}
