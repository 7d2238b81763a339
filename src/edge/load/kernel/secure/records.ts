/** Type, version and length stand before a record (RFC 8446 section 5.1). */
const HEAD = 5;

/** Once the head of a record came in two parts, nothing is known of where records begin. */
const LOST = -1;

/** Bytes that a connection has received: `input` from `from` to `to`. */
export interface Piece {
  readonly input: Uint8Array;
  from: number;
  to: number;
}

/**
 * Follows where records begin in what a connection receives. `lacking` says for each connection how many bytes its last record
 * lacks: 0 when all were whole.
 *
 * @returns true when the piece is exactly one record, so that nothing is left once it has been decrypted.
 */
export function isOneRecord(lacking: Int32Array, connection: number, { input, from, to }: Piece): boolean {
  const before = lacking[connection] ?? LOST;
  if (before === LOST) return false;
  let at = from + before;
  let records = 0;
  while (at + HEAD <= to) {
    at += HEAD + (input[at + 3] ?? 0) * 256 + (input[at + 4] ?? 0);
    records += 1;
  }
  lacking[connection] = at < to ? LOST : at - to;
  return before === 0 && records === 1 && at === to;
}
