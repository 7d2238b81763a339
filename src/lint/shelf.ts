import { groupBy } from "../kit/index.ts";

interface Kept {
  /** Of the statement that it comes from. */
  readonly index: number;
  /** As relationKey writes it. */
  readonly table: string;
  readonly name: string | undefined;
}

/** What a file adds, in its order, found without looking through all of it. */
export interface Shelf<Item extends Kept> {
  readonly on: (table: string) => readonly Item[];
  readonly named: (name: string | undefined) => readonly Item[];
  readonly at: (index: number) => readonly Item[];
}

export function shelfOf<Item extends Kept>(items: readonly Item[]): Shelf<Item> {
  const tables = groupBy(items, ({ table }) => table);
  const names = groupBy(
    items.filter(({ name }) => name !== undefined),
    ({ name }) => name ?? "",
  );
  const statements = groupBy(items, ({ index }) => String(index));
  return {
    on: (table) => tables.get(table) ?? [],
    named: (name) => (name === undefined ? [] : (names.get(name) ?? [])),
    at: (index) => statements.get(String(index)) ?? [],
  };
}
