import {
  type Catalog,
  type ForeignKey,
  lookupOf,
  ownForeignKeys,
  type Table,
  type TableLookup,
} from "../../../catalog/index.ts";
import { findsRows } from "../../cover.ts";
import { quoteIdentifier, quoteName } from "../../../sql/index.ts";
import type { WorkloadStatement } from "./statement.ts";

/**
 * What the server itself asks for each deleted parent row: is there a child? The statistics of statements do not show it. One
 * statement per foreign key without an index whose parents have been deleted since the counters began.
 */
export function foreignKeyChecks(catalog: Catalog): readonly WorkloadStatement[] {
  const lookup = lookupOf(catalog);
  return catalog.tables.flatMap((table) =>
    ownForeignKeys(table)
      .filter(({ columns }) => !table.indexes.some((index) => findsRows(index, columns, table)))
      .flatMap((key) => checkOf(table, key, lookup)),
  );
}

function checkOf(table: Table, key: ForeignKey, lookup: TableLookup): readonly WorkloadStatement[] {
  const deleted = lookup.table(key.references)?.activity?.deleted ?? 0;
  if (deleted === 0 || !key.enforced) return [];
  const conditions = key.columns.map((name, place) => `${quoteIdentifier(name, "postgresql")} = $${place + 1}`);
  const name = quoteName({ schema: table.schema, name: table.name }, "postgresql");
  return [
    {
      id: `fk ${table.schema}.${table.name}.${key.name}`,
      text: `SELECT 1 FROM ${name} x WHERE ${conditions.join(" AND ")} FOR KEY SHARE OF x`,
      calls: deleted,
      meanMs: null,
      rowsPerCall: null,
      origin: `foreign key ${key.name}, for each deleted row of ${key.references.name}`,
    },
  ];
}
