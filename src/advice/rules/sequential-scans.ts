import type { Table } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const LEAST_ROWS = 100_000;
const LEAST_SCANS = 500;
/** Rows that such scans have read in all, from which on it is grave. */
const MANY_ROWS_READ = 10_000_000_000;
/** A scan that ends early (LIMIT, EXISTS) reads a part. */
const WHOLE_SHARE = 0.5;

/** Large tables that are read from end to end again and again. */
export const sequentialScans: Rule = {
  code: "sequential-scans",
  find: (situation) => storedTables(situation).filter(isReadWhole).map(findingOf),
};

function isReadWhole({ rows, activity }: Table): boolean {
  if (rows.count === null || rows.count < LEAST_ROWS || activity === null) return false;
  const perScan = activity.sequentialRowsRead / Math.max(1, activity.sequentialScans);
  return activity.sequentialScans >= LEAST_SCANS && perScan >= rows.count * WHOLE_SHARE;
}

function findingOf(table: Table) {
  const { sequentialScans: scans = 0, sequentialRowsRead = 0, indexScans = 0 } = table.activity ?? {};
  return ofTable(sequentialScans.code, table, {
    severity: sequentialRowsRead >= MANY_ROWS_READ ? "warning" : "info",
    evidence: {
      sequentialScans: scans,
      rowsReadPerScan: Math.round(sequentialRowsRead / scans),
      indexScans,
      rows: table.rows.count,
      sizeBytes: table.sizeBytes,
    },
  });
}
