import type { Table } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const FEWEST_COLUMNS = 3;

/** Tables that demand nothing of a row but its key. */
export const tableAllNullable: Rule = {
  code: "table-all-nullable",
  optional: true,
  find: (situation) =>
    ownTables(situation)
      .filter((table) => {
        const others = withoutKey(table);
        return others.length >= FEWEST_COLUMNS && others.every(({ nullable }) => nullable);
      })
      .map((table) =>
        ofTable(tableAllNullable.code, table, { severity: "info", evidence: { columns: withoutKey(table).length } }),
      ),
};

function withoutKey({ columns, constraints }: Table): Table["columns"] {
  const key = constraints.find(({ kind }) => kind === "primary-key");
  const names = key?.kind === "primary-key" ? key.columns : [];
  return columns.filter(({ name }) => !names.includes(name));
}
