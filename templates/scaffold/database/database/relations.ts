import { withoutKeys } from "./page.js";

/** A row that was found for others, with their keys. */
export interface Related {
  readonly $key: readonly string[];
}

/** The different values of columns, one list for each: rows with a null among them belong to nobody. */
export function keysOf<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row)[]): unknown[][] {
  const distinct = new Map<string, readonly unknown[]>();
  for (const row of rows) {
    const key = columns.map((column) => row[column]);
    if (key.every((value) => value !== null)) distinct.set(markOf(key), key);
  }
  return columns.map((_, index) => [...distinct.values()].map((key) => key[index]));
}

const markOf = (key: readonly unknown[]): string => JSON.stringify(key.map(String));

/** Where rows of a relation are put. */
export interface Attached<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly (keyof Row)[];
  readonly name: string;
}

/** Gives every row the one that it refers to, or null. */
export function attachOne<Row extends object, Found extends Related>(to: Attached<Row>, found: readonly Found[]): void {
  const byKey = grouped(found);
  for (const row of to.rows) Object.assign(row, { [to.name]: byKey.get(keyOf(row, to.columns))?.[0] ?? null });
}

/** Gives every row those that belong to it. */
export function attachMany<Row extends object, Found extends Related>(
  to: Attached<Row>,
  found: readonly Found[],
): void {
  const byKey = grouped(found);
  for (const row of to.rows) Object.assign(row, { [to.name]: byKey.get(keyOf(row, to.columns)) ?? [] });
}

const keyOf = <Row>(row: Row, columns: readonly (keyof Row)[]): string => markOf(columns.map((column) => row[column]));

function grouped<Found extends Related>(found: readonly Found[]): ReadonlyMap<string, Found[]> {
  const byKey = new Map<string, Found[]>();
  for (const row of found) {
    const key = markOf(row.$key);
    const siblings = byKey.get(key) ?? [];
    byKey.set(key, siblings);
    siblings.push(withoutKeys(row));
  }
  return byKey;
}
