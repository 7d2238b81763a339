import type { Table } from "../../catalog/index.ts";
import { expectedTableBytes } from "../expected-size.ts";
import { ofTable } from "../found.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const PAGE_BYTES = 8_192;
const LEAST_WASTE_BYTES = 20_000_000;
const LARGE_WASTE_BYTES = 1_000_000_000;
const LEAST_SHARE = 0.6;

/** Tables of which most is empty space that no new row has taken. */
export const tableBloated: Rule = {
  code: "table-bloated",
  find: (situation) => (situation.hasData ? storedTables(situation).flatMap(judged) : []),
};

function judged(table: Table) {
  const expected = expectedTableBytes(table);
  const bytes = table.pages * PAGE_BYTES;
  if (expected === null || bytes - expected < LEAST_WASTE_BYTES || 1 - expected / bytes < LEAST_SHARE) return [];
  return [
    ofTable(tableBloated.code, table, {
      severity: bytes - expected >= LARGE_WASTE_BYTES ? "warning" : "info",
      evidence: { sizeBytes: bytes, expectedBytes: expected, rows: table.rows.count, options: table.options },
    }),
  ];
}
