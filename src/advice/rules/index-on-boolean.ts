import type { Table, TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { sqlColumns } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import { replaced } from "../replace-index.ts";
import type { Rule, Situation } from "../situation.ts";

/** Btrees on nothing but a flag: they find half of the table, or belong on the rare value alone. */
export const indexOnBoolean: Rule = {
  code: "index-on-boolean",
  find: (situation) => storedTables(situation).flatMap((table) => judged(table, situation)),
};

function judged(table: Table, situation: Situation) {
  return table.indexes
    .filter((index) => isOnFlag(index, table) && !index.unique && !situation.keeping.mustStay(index, table))
    .map((index) =>
      ofIndex(
        indexOnBoolean.code,
        { table, index },
        {
          severity: "info",
          evidence: { sizeBytes: index.sizeBytes, scans: index.scans, definition: index.definition },
          fix: replaced(
            situation,
            { table, index },
            { method: "btree", where: sqlColumns([index.keys[0]?.column ?? ""]) },
          ),
        },
      ),
    );
}

function isOnFlag(index: TableIndex, { columns }: Table): boolean {
  const [key] = index.keys;
  const isAlone = index.keys.length === 1 && index.include.length === 0 && index.predicate === null;
  const type = columns.find(({ name }) => name === key?.column)?.type;
  return isAlone && index.valid && index.method === "btree" && type === "boolean";
}
