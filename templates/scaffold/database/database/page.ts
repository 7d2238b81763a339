import { createHash } from "node:crypto";
import { HttpError } from "../middleware/errors.js";
import { placeholders, type Put } from "./db.js";
import { readRows } from "./errors.js";

/** An order that names every row once: the last keys are the row's own. */
export interface Sort {
  /** Columns as SQL. */
  readonly keys: readonly string[];
  readonly descending: boolean;
  /** Where rows stand whose first key is null; undefined where it never is. */
  readonly nulls?: "first" | "last";
}

export interface Page<Row> {
  readonly rows: Row[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly columns: string;
  /** The table as `t`. */
  readonly from: string;
  readonly conditions: (put: Put) => readonly string[];
  readonly sort: Sort;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** What the list was asked for: a cursor is good for this list only. */
  readonly list: unknown;
}

interface Keyed {
  readonly $cursor: readonly (string | null)[];
}

/**
 * One statement, however far the page is from the first: rows behind the cursor are found by their keys.
 * A row more than was asked for says that there is a next page.
 */
export async function readPage<Row extends object>(request: PageRequest): Promise<Page<Row>> {
  const { limit, cursor, list, sort } = request;
  const { values, put } = placeholders();
  const after = cursor === undefined ? [] : behind(sort, readCursor(cursor, list, sort.keys.length), put);
  const text = statement(request, after, put);
  const found = await readRows<Row & Keyed>(text, values);
  const last = found.length > limit ? found[limit - 1] : undefined;
  const nextCursor = last === undefined ? null : writeCursor(last.$cursor, list);
  return { rows: found.slice(0, limit).map(withoutKeys), nextCursor };
}

/** Two ranges, one of them of nulls, are two questions to the index that are put together. */
function statement(request: PageRequest, after: readonly string[], put: Put): string {
  const { columns, from, sort, limit } = request;
  const most = put(limit + 1);
  const cursor = `array[${sort.keys.map((key) => `${key}::text`).join(", ")}] as "$cursor"`;
  const conditions = request.conditions(put);
  const select = (more: readonly string[], also: string): string =>
    `select ${columns}, ${cursor}${also} from ${from}
     ${where([...conditions, ...more])} order by ${orderBy(sort, sort.keys)} limit ${most}`;
  if (after.length < 2) return select(after, "");
  const keys = sort.keys.map((_, index) => `"$${index}"`);
  const also = sort.keys.map((key, index) => `, ${key} as ${keys[index]}`).join("");
  return `select * from (${after.map((range) => `(${select([range], also)})`).join(" union all ")}) ranges
    order by ${orderBy(sort, keys)} limit ${most}`;
}

/** `where a and b`, or nothing. */
export const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;

function orderBy({ descending, nulls }: Sort, keys: readonly string[]): string {
  const direction = descending ? " desc" : "";
  return keys
    .map((key, index) => `${key}${direction}${index === 0 && nulls !== undefined ? ` nulls ${nulls}` : ""}`)
    .join(", ");
}

/** The rows behind a cursor as one or two ranges of the order. */
function behind(sort: Sort, cursor: readonly (string | null)[], put: Put): readonly string[] {
  const [first = "", ...rest] = sort.keys;
  const sign = sort.descending ? "<" : ">";
  if (cursor[0] !== null) {
    const further = compared(sort.keys, sign, cursor.map(put));
    return sort.nulls === "last" ? [further, `${first} is null`] : [further];
  }
  const amongNulls = `${first} is null and ${compared(rest, sign, cursor.slice(1).map(put))}`;
  return sort.nulls === "first" ? [amongNulls, `${first} is not null`] : [amongNulls];
}

const compared = (keys: readonly string[], sign: string, values: readonly string[]): string =>
  `(${keys.join(", ")}) ${sign} (${values.join(", ")})`;

/** The row without what was selected for us. */
export function withoutKeys<Row extends object>(row: Row): Row {
  for (const name of Object.keys(row)) if (name.startsWith("$")) Reflect.deleteProperty(row, name);
  return row;
}

/** Keys as text, so that no digit of a time or a number is lost; with a mark of the list that they belong to. */
function writeCursor(keys: readonly (string | null)[], list: unknown): string {
  return Buffer.from(JSON.stringify([markOf(list), ...keys])).toString("base64url");
}

function readCursor(text: string, list: unknown, length: number): readonly (string | null)[] {
  const bytes = Buffer.from(text, "base64url");
  const [mark, ...keys] = parsed(bytes.toString());
  const isOurs =
    bytes.toString("base64url") === text &&
    mark === markOf(list) &&
    keys.length === length &&
    keys.every(isKey) &&
    keys.slice(1).every((key) => key !== null);
  if (!isOurs)
    throw new HttpError(400, "INVALID_CURSOR", "The cursor is not one that this list has given out.", [
      { field: "cursor", message: "belongs to another list, order or filter" },
    ]);
  return keys.filter(isKey);
}

const isKey = (value: unknown): value is string | null => typeof value === "string" || value === null;

const markOf = (list: unknown): string =>
  createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 8);

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
