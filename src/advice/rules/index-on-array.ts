import type { Table, TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { storedTables } from "../own-tables.ts";
import { replaced } from "../replace-index.ts";
import type { Rule, Situation } from "../situation.ts";

/** Btrees on an array or a document: they only find a value that is the same as a whole. */
export const indexOnArray: Rule = {
  code: "index-on-array",
  find: (situation) => storedTables(situation).flatMap((table) => judged(table, situation)),
};

function judged(table: Table, situation: Situation) {
  return table.indexes
    .filter((index) => isOnMany(index, table) && !index.unique && !situation.keeping.mustStay(index, table))
    .map((index) =>
      ofIndex(
        indexOnArray.code,
        { table, index },
        {
          severity: "info",
          evidence: { sizeBytes: index.sizeBytes, scans: index.scans, definition: index.definition },
          fix: replaced(situation, { table, index }, { method: "gin" }),
        },
      ),
    );
}

function isOnMany(index: TableIndex, { columns }: Table): boolean {
  const isAlone = index.keys.length === 1 && index.predicate === null;
  const type = columns.find(({ name }) => name === index.keys[0]?.column)?.type ?? "";
  return isAlone && index.valid && index.method === "btree" && (type.endsWith("[]") || type === "jsonb");
}
