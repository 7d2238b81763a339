import type { TableFacts } from "./tables.ts";
import { attempt } from "./attempt.ts";
import { numberCell, textCell } from "./cell.ts";
import { userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

// The server quotes the names: what comes back is SQL for this very table and nothing else.
const NAMES = `SELECT r.oid::text AS oid, format('%I.%I', r.nspname, r.relname) AS name
  FROM ${userRelations("'r'")} r WHERE has_table_privilege(r.oid, 'SELECT')`;

/** Counted rows by oid. A table that is missing could not be counted: no right, row security, or out of time. */
export async function countRows(ask: Ask, tables: readonly TableFacts[]): Promise<ReadonlyMap<string, number>> {
  const names = new Map((await ask(NAMES)).map((row) => [textCell(row, "oid"), textCell(row, "name")]));
  const counts = new Map<string, number>();
  for (const { oid } of tables) {
    const name = names.get(oid);
    if (name === undefined) continue;
    const counted = await attempt(ask, () =>
      ask(`SELECT /* backwright */ count(*)::float8 AS count FROM ONLY ${name}`),
    );
    const row = counted.done ? counted.value[0] : undefined;
    if (row !== undefined) counts.set(oid, numberCell(row, "count"));
  }
  return counts;
}
