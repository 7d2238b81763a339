import { ownForeignKeys } from "../../catalog/index.ts";
import { ofColumns } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Foreign keys that a row may leave empty. Often meant so: an order without a voucher. */
export const fkNullable: Rule = {
  code: "fk-nullable",
  optional: true,
  find: (situation) =>
    ownTables(situation).flatMap((table) =>
      ownForeignKeys(table)
        .filter(({ columns }) => table.columns.some(({ name, nullable }) => nullable && columns.includes(name)))
        .map(({ name, columns }) =>
          ofColumns(fkNullable.code, { table, columns }, { severity: "info", evidence: { constraint: name } }),
        ),
    ),
};
