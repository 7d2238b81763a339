import type { IndexKey, Table, TableIndex } from "../catalog/index.ts";
import { notNullColumns } from "./predicate.ts";

/**
 * True when the index finds the rows with given values of all `columns` without reading the rest: the columns, in any
 * order, are its leading keys; it is valid; it holds every row that such a search can match.
 *
 * @example
 * table.indexes.some((index) => findsRows(index, ["user_id"], table));
 */
export function findsRows(index: TableIndex, columns: readonly string[], table: Table): boolean {
  if (!index.valid || !index.ready || !holdsMatches(index, columns)) return false;
  if (isUniqueWithin(index, columns, table)) return true;
  if (index.method === "hash") return columns.length === 1 && keysAre(index.keys, columns, table);
  return index.method === "btree" && keysAre(index.keys.slice(0, columns.length), columns, table);
}

/** A search for a value never matches a null, so `WHERE x IS NOT NULL` on a searched column leaves nothing out. */
function holdsMatches(index: TableIndex, columns: readonly string[]): boolean {
  if (index.predicate === null) return true;
  return notNullColumns(index.predicate)?.every((column) => columns.includes(column)) ?? false;
}

/** A unique index on fewer of the columns leaves at most one row to look at: the others need no key. */
function isUniqueWithin(index: TableIndex, columns: readonly string[], table: Table): boolean {
  if (!index.unique || index.method !== "btree") return false;
  return index.keys.every((key) => columns.some((column) => searches(key, column, table)));
}

function keysAre(keys: readonly IndexKey[], columns: readonly string[], table: Table): boolean {
  return keys.length === columns.length && columns.every((column) => keys.some((key) => searches(key, column, table)));
}

/** The pattern classes hold the same equality operator as the default ones; a key in another collation does not match. */
function searches(key: IndexKey, column: string, table: Table): boolean {
  if (key.column !== column) return false;
  if (!key.isDefaultOperatorClass && !/^pg_catalog\.\w+_pattern_ops$/.test(key.operatorClass)) return false;
  return key.collation === (table.columns.find(({ name }) => name === column)?.collation ?? null);
}
