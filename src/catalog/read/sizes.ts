import { numberCell, textCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

export interface Size {
  readonly bytes: number;
  /** Of the main fork. */
  readonly pages: number;
}

// A relation that was dropped a moment ago has no size.
const QUERY = `SELECT c.oid::text AS oid, coalesce(pg_table_size(c.oid), 0)::float8 AS bytes,
  (coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::bigint)::float8 AS pages
  FROM (SELECT r.oid FROM ${userRelations(TABLES)} r
    UNION ALL SELECT i.indexrelid FROM ${userRelations(TABLES)} r JOIN pg_index i ON i.indrelid = r.oid) c`;

/** Sizes by oid of tables and indexes. */
export async function readSizes(ask: Ask): Promise<ReadonlyMap<string, Size>> {
  const rows = await ask(QUERY);
  return new Map(
    rows.map((row) => [textCell(row, "oid"), { bytes: numberCell(row, "bytes"), pages: numberCell(row, "pages") }]),
  );
}
