import { type Column, type ForeignKey, ownForeignKeys, type Table } from "../catalog/index.ts";
import type { Situation } from "./situation.ts";

/** A column of a foreign key with the one that it references. */
export interface KeyPair {
  readonly key: ForeignKey;
  readonly from: Column;
  readonly to: Column;
}

/** The pairs of all foreign keys that somebody wrote on this table. */
export function pairsOf(table: Table, { lookup }: Pick<Situation, "lookup">): readonly KeyPair[] {
  return ownForeignKeys(table).flatMap((key) =>
    key.columns.flatMap((name, place) => {
      const from = table.columns.find((column) => column.name === name);
      const to = lookup.table(key.references)?.columns.find((column) => column.name === key.referencedColumns[place]);
      return from === undefined || to === undefined ? [] : [{ key, from, to }];
    }),
  );
}
