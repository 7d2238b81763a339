import { relationKey, type RelationName } from "../../../catalog/index.ts";
import { isDefined, sortedBy } from "../../../kit/index.ts";
import type { RowSnapshot, SnapshotColumn, TableRows } from "./snapshot.ts";

export interface LostRows {
  /** As the table was called before. */
  readonly relation: RelationName;
  /** Rows that are gone, or that have another value in a column that they had before, or had one in a column that is gone. */
  readonly rows: number;
  /** Columns that are gone; all of them where the table is. */
  readonly columns: readonly string[];
}

/**
 * What rows of `before` are not in `after`: by table (its OID, else its name) and by column (its number, else its name), without
 * regard to order and to columns that were added. Tables where nothing is lost are left out.
 *
 * @example
 * lostRows(before, before); // []
 */
export function lostRows(before: RowSnapshot, after: RowSnapshot): readonly LostRows[] {
  const byName = new Map([...after.values()].map((table) => [relationKey(table.relation), table]));
  const lost = [...before.values()].map((table) =>
    lostOf(table, after.get(table.oid) ?? byName.get(relationKey(table.relation))),
  );
  return sortedBy(lost.filter(isDefined), ({ relation }) => relationKey(relation));
}

function lostOf(before: TableRows, after: TableRows | undefined): LostRows | undefined {
  const { relation, columns } = before;
  const places = columns.map((column) => placeOf(column, before, after));
  const gone = columns.filter((_, place) => places[place] === -1);
  const rows = before.rows.length - keptRows(before, after, places);
  return rows === 0 ? undefined : { relation, rows, columns: gone.map(({ name }) => name) };
}

/** A table that was made anew counts its columns from one again. */
function placeOf(column: SnapshotColumn, before: TableRows, after: TableRows | undefined): number {
  const columns = after?.columns ?? [];
  const isSame = after?.oid === before.oid;
  const byNumber = isSame ? columns.findIndex(({ number }) => number === column.number) : -1;
  return byNumber < 0 ? columns.findIndex(({ name }) => name === column.name) : byNumber;
}

/** A row is kept when the table has one with its values; a column that is gone takes what was in it. */
function keptRows(before: TableRows, after: TableRows | undefined, places: readonly number[]): number {
  const there = new Map<string, number>();
  for (const row of after?.rows ?? []) {
    const key = JSON.stringify(places.map((place) => row[place] ?? null));
    there.set(key, (there.get(key) ?? 0) + 1);
  }
  return before.rows.filter((row) => {
    const key = JSON.stringify(row);
    const left = there.get(key) ?? 0;
    if (left > 0) there.set(key, left - 1);
    return left > 0;
  }).length;
}
