import { attempt } from "./attempt.ts";
import { numberCell, textCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

export interface Size {
  readonly bytes: number;
  /** Of the main fork. */
  readonly pages: number;
}

/** Sizes by oid of tables and indexes. */
export interface Sizes {
  readonly of: ReadonlyMap<string, Size>;
  /** False when a lock stood in the way and pg_class had to do. */
  readonly measured: boolean;
}

const relations = (bytes: string, pages: string): string => `SELECT c.oid::text AS oid, ${bytes}::float8 AS bytes,
  ${pages}::float8 AS pages FROM (SELECT r.oid, r.relpages FROM ${userRelations(TABLES)} r
    UNION ALL SELECT c.oid, c.relpages FROM ${userRelations(TABLES)} r JOIN pg_index i ON i.indrelid = r.oid
      JOIN pg_class c ON c.oid = i.indexrelid) c`;

const BLOCK = "current_setting('block_size')::bigint";
const MEASURED = relations("coalesce(pg_table_size(c.oid), 0)", `coalesce(pg_relation_size(c.oid), 0) / ${BLOCK}`);
const REMEMBERED = relations(`c.relpages::bigint * ${BLOCK}`, "c.relpages");

/** The size functions wait for exclusive locks; after lock_timeout the figures of the last ANALYZE stand in. */
export async function readSizes(ask: Ask): Promise<Sizes> {
  const measured = await attempt(ask, () => ask(MEASURED));
  const rows = measured.done ? measured.value : await ask(REMEMBERED);
  const sizeOf = (row: (typeof rows)[number]): Size => ({
    bytes: numberCell(row, "bytes"),
    pages: numberCell(row, "pages"),
  });
  return { of: new Map(rows.map((row) => [textCell(row, "oid"), sizeOf(row)])), measured: measured.done };
}
