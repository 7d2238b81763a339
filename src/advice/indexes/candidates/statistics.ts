import type { Column, Table } from "../../../catalog/index.ts";
import { columnsOf, type Term } from "../query/index.ts";

/** Distinct values of a term, of `rows`; a third of the rows where nothing is known. */
export function distinctOf(table: Table, term: Term, rows: number): number {
  const known = columnsOf(term).map((name) => distinctOfColumn(columnNamed(table, name), rows));
  return Math.min(
    rows,
    known.reduce((product, value) => product * value, 1),
  );
}

function distinctOfColumn(column: Column | undefined, rows: number): number {
  const distinct = column?.statistics?.distinct ?? 0;
  if (distinct > 0) return distinct;
  return distinct < 0 ? Math.max(1, -distinct * rows) : Math.max(1, rows / 3);
}

export const columnNamed = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => column.name === name);

/** Of types without a fixed length the planner's own guess where nobody has analyzed. */
const UNKNOWN_WIDTH = 32;

/** Bytes of a term in an index, padding included. */
export function widthOf(table: Table, term: Term): number {
  return columnsOf(term).reduce((sum, name) => sum + paddedWidth(columnNamed(table, name)), 0);
}

const FIXED: ReadonlyMap<string, number> = new Map([
  ["boolean", 1],
  ["smallint", 2],
  ["integer", 4],
  ["date", 4],
  ["real", 4],
  ["bigint", 8],
  ["double precision", 8],
  ["timestamp without time zone", 8],
  ["timestamp with time zone", 8],
  ["uuid", 16],
]);

function paddedWidth(column: Column | undefined): number {
  const fixed = FIXED.get(column?.type ?? "");
  return fixed ?? column?.statistics?.averageWidth ?? UNKNOWN_WIDTH;
}

/** Key columns of these types are not stored once for many rows (nbtree: types whose equal values may differ in their bytes). */
const NOT_SHARED = /^(?:numeric|real|double precision|jsonb|float)/;

export const isShared = (table: Table, term: Term): boolean =>
  columnsOf(term).every((name) => !NOT_SHARED.test(columnNamed(table, name)?.type ?? ""));
