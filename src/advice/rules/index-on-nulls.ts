import type { Table, TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { sqlColumns } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import { replaced } from "../replace-index.ts";
import type { Rule, Situation } from "../situation.ts";

const LEAST_ROWS = 10_000;
const LEAST_NULLS = 0.9;
const LARGE_BYTES = 100_000_000;

/** Indexes on a column that is almost always null: nine in ten entries are for rows that few ever look for. */
export const indexOnNulls: Rule = {
  code: "index-on-nulls",
  find: (situation) =>
    storedTables(situation)
      .filter(({ rows }) => (rows.count ?? 0) >= LEAST_ROWS)
      .flatMap((table) => judged(table, situation)),
};

function judged(table: Table, situation: Situation) {
  return table.indexes
    .filter((index) => index.method === "btree" && index.keys.length === 1 && index.predicate === null)
    .filter((index) => index.valid && !index.unique && !situation.keeping.mustStay(index, table))
    .flatMap((index) => {
      const nulls = nullShare(index, table);
      return nulls < LEAST_NULLS ? [] : [findingOf(situation, { table, index }, nulls)];
    });
}

const nullShare = ({ keys }: TableIndex, { columns }: Table): number =>
  columns.find(({ name }) => name === keys[0]?.column)?.statistics?.nullShare ?? 0;

function findingOf(situation: Situation, place: { readonly table: Table; readonly index: TableIndex }, share: number) {
  const { table, index } = place;
  const column = index.keys[0]?.column ?? "";
  return ofIndex(indexOnNulls.code, place, {
    severity: index.sizeBytes >= LARGE_BYTES ? "warning" : "info",
    evidence: { columns: [column], nullShare: share, rows: table.rows.count, sizeBytes: index.sizeBytes },
    fix: replaced(situation, place, { method: "btree", where: `${sqlColumns([column])} IS NOT NULL` }),
  });
}
