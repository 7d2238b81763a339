import type { Table, TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { notNullColumns } from "../predicate.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Partial indexes that leave no row out: `WHERE x IS NOT NULL` on a column that is never null. */
export const indexPredicateEmpty: Rule = {
  code: "index-predicate-empty",
  find: (situation) =>
    storedTables(situation).flatMap((table) =>
      table.indexes
        .filter((index) => index.valid && leavesNothingOut(index, table))
        .map((index) =>
          ofIndex(
            indexPredicateEmpty.code,
            { table, index },
            { severity: "info", evidence: { predicate: index.predicate, definition: index.definition } },
          ),
        ),
    ),
};

function leavesNothingOut({ predicate }: TableIndex, { columns }: Table): boolean {
  const names = predicate === null ? undefined : notNullColumns(predicate);
  return names?.every((name) => columns.some((column) => column.name === name && !column.nullable)) === true;
}
