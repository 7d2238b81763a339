import type { Table, TableIndex } from "../catalog/index.ts";
import { quoteIdentifier } from "../sql/index.ts";
import type { IndexChange } from "./create-index.ts";
import { sqlName } from "./names.ts";

/**
 * The statement that takes an index away, with the way back. A constraint's index goes with its constraint; an index
 * of a partitioned table cannot be dropped CONCURRENTLY.
 */
export function dropOf(table: Table, index: TableIndex): IndexChange {
  const back = `${index.definition};`;
  if (index.constraint !== null) {
    const name = quoteIdentifier(index.constraint, "postgresql");
    return { up: [`ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${name};`], down: [back] };
  }
  const how = table.kind === "partitioned" ? "DROP INDEX" : "DROP INDEX CONCURRENTLY";
  return { up: [`${how} ${sqlName(index)};`], down: [back] };
}
