import type { Table } from "../catalog/index.ts";

/**
 * The share of a table's rows that one value of a column finds on average, 0..1; null without statistics.
 * n_distinct is a number above 0 and minus a share of the rows below (PostgreSQL manual, 54.27 pg_stats).
 *
 * @example
 * shareOf(orders, "user_id", 100_000); // 0.001 for 1,000 users
 */
export function shareOf(table: Table, column: string, rows: number): number | null {
  const statistics = table.columns.find(({ name }) => name === column)?.statistics ?? null;
  if (statistics === null || statistics.distinct === 0) return null;
  const values = statistics.distinct > 0 ? statistics.distinct : -statistics.distinct * rows;
  return Math.min(1, (1 - statistics.nullShare) / Math.max(1, values));
}
