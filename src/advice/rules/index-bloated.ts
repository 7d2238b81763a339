import type { Table, TableIndex } from "../../catalog/index.ts";
import { expectedIndexBytes } from "../expected-size.ts";
import { ofIndex } from "../found.ts";
import { sqlName } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const LEAST_WASTE_BYTES = 20_000_000;
const LARGE_WASTE_BYTES = 1_000_000_000;
/** The estimate may be wrong by half of this. */
const LEAST_RATIO = 3;

/** Btrees of which most is empty. */
export const indexBloated: Rule = {
  code: "index-bloated",
  find: (situation) =>
    situation.hasData
      ? storedTables(situation).flatMap((table) => table.indexes.flatMap((index) => judged(table, index)))
      : [],
};

function judged(table: Table, index: TableIndex) {
  const expected = expectedIndexBytes(index, table);
  if (expected === null || !index.valid) return [];
  const waste = index.sizeBytes - expected;
  if (waste < LEAST_WASTE_BYTES || index.sizeBytes < LEAST_RATIO * expected) return [];
  return [
    ofIndex(
      indexBloated.code,
      { table, index },
      {
        severity: waste >= LARGE_WASTE_BYTES ? "warning" : "info",
        evidence: { sizeBytes: index.sizeBytes, expectedBytes: Math.round(expected), rows: table.rows.count },
        fix: `REINDEX INDEX CONCURRENTLY ${sqlName(index)};`,
      },
    ),
  ];
}
