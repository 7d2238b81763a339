import type { Session } from "../../catalog/index.ts";
import { numberOf, textOf } from "./cells.ts";

/** What was read of a table. */
export interface Reads {
  /** How often from end to end. */
  readonly times: number;
  /** Rows, in any way. */
  readonly rows: number;
}

/** What this session has read of each table, by OID, and when that was asked. */
export interface Counters {
  readonly tables: ReadonlyMap<string, Reads>;
  /** Milliseconds of the server's clock. */
  readonly atMs: number;
}

const READS = `select s.relid::text as oid, s.seq_scan::float8 as times,
    (s.seq_tup_read operator(pg_catalog.+) coalesce(s.idx_tup_fetch, 0))::float8 as rows
  from pg_catalog.pg_stat_xact_user_tables s where s.seq_scan operator(pg_catalog.>) 0`;

const NOW = "select (extract(epoch from pg_catalog.clock_timestamp()) operator(pg_catalog.*) 1000)::float8 as at_ms";

export async function serverMs(session: Session): Promise<number> {
  const [row] = await session.query(NOW);
  return row === undefined ? 0 : numberOf(row, "at_ms");
}

/** The session's own counters. They may hold those of earlier transactions too: only differences mean something. */
export async function readCounters(session: Session): Promise<Counters> {
  const rows = await session.query(READS);
  const tables = new Map(
    rows.map((row) => [textOf(row, "oid"), { times: numberOf(row, "times"), rows: numberOf(row, "rows") }]),
  );
  return { tables, atMs: await serverMs(session) };
}

/** What was read of each table between two readings, where one was read from end to end. */
export function readsBetween(before: Counters, after: Counters): ReadonlyMap<string, Reads> {
  const reads = [...after.tables].map(([oid, { times, rows }]): [string, Reads] => {
    const old = before.tables.get(oid) ?? { times: 0, rows: 0 };
    return [oid, { times: times - old.times, rows: rows - old.rows }];
  });
  return new Map(reads.filter(([, { times }]) => times > 0));
}
