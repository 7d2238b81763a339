import type { Table, TableIndex } from "../catalog/index.ts";
import { quoteIdentifier } from "../sql/index.ts";
import { indexName } from "./index-name.ts";
import { sqlColumns, sqlName } from "./names.ts";
import type { Situation } from "./situation.ts";

/** What the new index has instead; no `where` is all rows. */
interface Instead {
  readonly method: string;
  readonly where?: string;
}

/** The statements that put an index in another one's place: the new one first, so that none is missing in between. */
export function replaced(
  { taken }: Pick<Situation, "taken">,
  { table, index }: { readonly table: Table; readonly index: TableIndex },
  { method, where }: Instead,
): string {
  const columns = index.keys.flatMap(({ column }) => column ?? []);
  const name = quoteIdentifier(indexName(table.name, columns, taken.get(index.schema) ?? new Set()), "postgresql");
  const filter = where === undefined ? "" : ` WHERE ${where}`;
  return [
    `CREATE INDEX CONCURRENTLY ${name} ON ${sqlName(table)} USING ${method} (${sqlColumns(columns)})${filter};`,
    `DROP INDEX CONCURRENTLY ${sqlName(index)};`,
  ].join("\n");
}
