import { relationKey } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Tables that neither reference another one nor are referenced. */
export const tableUnlinked: Rule = {
  code: "table-unlinked",
  optional: true,
  find: (situation) => {
    const tables = situation.catalog.tables;
    const keys = tables.flatMap((table) => table.constraints.map((constraint) => ({ table, constraint })));
    const linked = new Set(
      keys.flatMap(({ table, constraint }) =>
        constraint.kind === "foreign-key" ? [relationKey(table), relationKey(constraint.references)] : [],
      ),
    );
    return ownTables(situation)
      .filter((table) => !linked.has(relationKey(table)))
      .map((table) => ofTable(tableUnlinked.code, table, { severity: "info", evidence: {} }));
  },
};
