import { TYPE } from "./hash.ts";
import type { Piece } from "./framer.ts";

/** A column of a result whose values may be keys. */
export interface KeyColumn {
  /** Where it stands in the row, from 0. */
  readonly index: number;
  /** As the result names it. */
  readonly name: string;
  readonly type: number;
  /** The relation and its column by the catalogue's numbers; 0 for an expression. */
  readonly tableOid: number;
  readonly attribute: number;
}

/** The key-like columns of a result, and the description that they were read from. */
export interface Columns {
  readonly keys: readonly KeyColumn[];
  readonly description: Buffer;
}

const KEY_TYPES: ReadonlySet<number> = new Set(Object.values(TYPE));
/** More columns than these are not looked at. */
const MOST_KEYS = 16;

/**
 * Reads a RowDescription; the same bytes as before give the same columns.
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html.
 */
export function readColumns({ bytes, start, end }: Piece, before: Columns | undefined): Columns {
  if (before !== undefined && bytes.compare(before.description, 0, before.description.length, start, end) === 0)
    return before;
  const description = Buffer.from(bytes.subarray(start, end));
  const count = description.readUInt16BE(0);
  const keys: KeyColumn[] = [];
  for (let index = 0, at = 2; index < count; index += 1) {
    const nameEnd = description.indexOf(0, at);
    const type = description.readUInt32BE(nameEnd + 7);
    if (KEY_TYPES.has(type) && keys.length < MOST_KEYS) keys.push(column(description, { index, at, nameEnd, type }));
    at = nameEnd + 19;
  }
  return { keys, description };
}

interface Place {
  readonly index: number;
  readonly at: number;
  readonly nameEnd: number;
  readonly type: number;
}

const column = (description: Buffer, { index, at, nameEnd, type }: Place): KeyColumn => ({
  index,
  name: description.toString("utf8", at, nameEnd),
  type,
  tableOid: description.readUInt32BE(nameEnd + 1),
  attribute: description.readInt16BE(nameEnd + 5),
});
