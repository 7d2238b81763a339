import type { RowCount } from "../model/table.ts";
import type { TableFacts } from "./tables.ts";

/** Bytes of a page that rows can use, and what a row costs beside its data (header, line pointer, alignment). */
const PAGE_BYTES = 8_168;
const ROW_OVERHEAD = 28;

/**
 * The number of rows without reading them: pg_class scaled to the present size, as the planner does
 * (estimate_rel_size in plancat.c); else live tuples of the counters; else the size by an assumed width.
 * `reltuples` is -1 before the first ANALYZE, and was 0 with `relpages` 0 on PostgreSQL 13.
 */
export function estimateRows(table: TableFacts, pages: number): RowCount {
  if (table.kind === "partitioned") return { count: 0, source: "exact" };
  if (table.kind === "foreign") return foreignRows(table);
  if (pages === 0) return { count: 0, source: "statistics" };
  if (table.tuples >= 0 && table.statisticsPages > 0) return scaled(table, pages);
  if (table.activity.liveRows > 0) return { count: table.activity.liveRows, source: "live" };
  const perPage = Math.max(1, Math.floor(PAGE_BYTES / (table.assumedWidth + ROW_OVERHEAD)));
  return { count: pages * perPage, source: "pages" };
}

function scaled(table: TableFacts, pages: number): RowCount {
  return { count: Math.round((table.tuples / table.statisticsPages) * pages), source: "statistics" };
}

/** Their size is elsewhere: only an ANALYZE of ours knows. */
function foreignRows(table: TableFacts): RowCount {
  return table.tuples > 0 ? { count: table.tuples, source: "statistics" } : { count: null, source: "unknown" };
}
