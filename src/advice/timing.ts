import { isSameRelation, type Table } from "../catalog/index.ts";
import { findsRows } from "./cover.ts";
import type { ExaminedStatement, ExaminedWorkload, TableUse } from "./statements/index.ts";

/** What searches by some columns of a table have cost. */
export interface Timing {
  /** Mean over all calls, in milliseconds. */
  readonly meanMs: number;
  readonly calls: number;
  readonly totalMs: number;
  readonly statements: number;
}

/**
 * The time of the statements that search a table by these columns and find no other index to go by; null when none was
 * seen. A statement that reaches the rows by its primary key says nothing about an index on another column.
 */
export function timingOf(workload: ExaminedWorkload, table: Table, columns: readonly string[]): Timing | null {
  const searches = workload.statements.filter((one) => one.uses.some((use) => isSearch(use, table, columns)));
  return searches.length === 0 ? null : sumOf(searches);
}

function isSearch(use: TableUse, table: Table, columns: readonly string[]): boolean {
  if (!isSameRelation(use.table, table)) return false;
  const compared = new Set([...use.equality, ...use.joins]);
  return columns.every((column) => compared.has(column)) && !hasOtherWay(use);
}

/** An index that finds the rows by one of the values compared with. */
function hasOtherWay({ table, equality }: TableUse): boolean {
  return table.indexes.some((index) => equality.some((column) => findsRows(index, [column], table)));
}

function sumOf(statements: readonly ExaminedStatement[]): Timing {
  const calls = statements.reduce((sum, { statement }) => sum + statement.calls, 0);
  const totalMs = statements.reduce((sum, { statement }) => sum + statement.totalMs, 0);
  return { meanMs: totalMs / calls, calls, totalMs, statements: statements.length };
}
