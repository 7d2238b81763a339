import type { Session } from "../../catalog/index.ts";
import type { Script } from "../script.ts";
import { lossesIn, type Loss } from "../loss.ts";

/** What a script takes away, and how many rows are in it now. */
export interface Risk extends Loss {
  /** The planner's estimate; null where it has none, or the thing has no rows. */
  readonly rows: number | null;
}

/** What scripts would destroy in this database, for the question before a run. */
export async function risksOf(session: Session, scripts: readonly Script[]): Promise<readonly Risk[]> {
  const losses = scripts.flatMap((script) => script.steps).flatMap(lossesIn);
  const tables = [...new Set(losses.flatMap(({ table }) => table ?? []))];
  const rows = await rowsOf(session, tables);
  return losses.map(({ kind, name, table }) => ({ kind, name, table, rows: rows.get(table ?? "") ?? null }));
}

/** Partitioned tables hold their rows in their partitions. */
async function rowsOf(session: Session, tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (tables.length === 0) return new Map();
  const found = await session.query(
    `select t.name, (select pg_catalog.sum(greatest(p.reltuples, 0)) from pg_catalog.pg_class p
        where p.oid in (select pg_catalog.to_regclass(t.name) union all
          select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(t.name))))::float8 as rows
     from pg_catalog.unnest($1::text[]) as t(name)`,
    [tables],
  );
  return new Map(
    found.flatMap(({ name, rows }) => (typeof name === "string" && typeof rows === "number" ? [[name, rows]] : [])),
  );
}
