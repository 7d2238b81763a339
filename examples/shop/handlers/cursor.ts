import { HttpError } from "./middleware/errors.js";

/** Where a page ended: the values that its list is ordered by. */
export type Cursor = readonly number[];

export interface PageRequest {
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

/** Reads `limit` and `cursor` of a request; a cursor has as many numbers as the list has keys. */
export function pageRequest(query: { limit: number; cursor?: string | undefined }, keys = 1): PageRequest {
  return { limit: query.limit, cursor: query.cursor === undefined ? undefined : readCursor(query.cursor, keys) };
}

/**
 * A page out of one row more than was asked for: that row says whether there is a next page.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit }: PageRequest,
  to: { item: (row: Row) => Item; cursor: (row: Row) => Cursor },
): { data: Item[]; nextCursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data: data.map(to.item), nextCursor: hasMore ? writeCursor(to.cursor(last)) : null };
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(text: string, keys: number): Cursor {
  const cursor = parsed(Buffer.from(text, "base64url").toString());
  if (Array.isArray(cursor) && cursor.length === keys && cursor.every((key) => typeof key === "number")) return cursor;
  throw new HttpError(400, "INVALID_CURSOR", "The cursor is not one that this list has given out.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
