import { createHash } from "node:crypto";
import type { Session } from "../../catalog/index.ts";
import { errors, formatDuration } from "../../kit/index.ts";
import type { HistoryTable } from "./table.ts";
import type { LockHolder, RunParts } from "./types.ts";

/** "bkwr": the first half of every advisory lock of ours. */
const LOCK_CLASS = 0x62_6b_77_72;
const POLL_MS = 250;
const LOCKED_BY = `l.locktype = 'advisory' and l.classid = $1::oid and l.objid = $2::oid and l.objsubid = 2
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`;

/**
 * Runs `work` while no other runner with the same history table does. The lock is tried again and again, never waited
 * for: a waiting session would hold a snapshot that CREATE INDEX CONCURRENTLY waits for in turn.
 * Error: `migration-locked`.
 */
export async function withLock<Result>(
  parts: RunParts,
  table: HistoryTable,
  work: () => Promise<Result>,
): Promise<Result> {
  await takeLock(parts, keyOf(table));
  try {
    return await work();
  } finally {
    // After Ctrl-C a statement may still be running in front of this one; the session's end gives the lock back.
    if (!parts.signal.aborted) await unlock(parts.session, keyOf(table));
  }
}

async function takeLock(parts: RunParts, key: number): Promise<void> {
  const deadline = parts.clock.monotonicMs() + parts.waitMs;
  for (let tries = 0; !(await tryLock(parts.session, key)); tries += 1) {
    const holder = await findHolder(parts.session, key);
    if (tries === 0) parts.observe({ kind: "waiting", holder });
    if (parts.clock.monotonicMs() >= deadline)
      throw errors.ledger.locked({ holder: describe(holder), waited: formatDuration(parts.waitMs) });
    await parts.clock.sleep(POLL_MS, parts.signal);
  }
}

async function tryLock(session: Session, key: number): Promise<boolean> {
  const [row] = await session.query("select pg_catalog.pg_try_advisory_lock($1::int4, $2::int4) as locked", [
    LOCK_CLASS,
    key,
  ]);
  return row?.["locked"] === true;
}

/** A connection that broke has given its lock back already. */
async function unlock(session: Session, key: number): Promise<void> {
  const sql = "select pg_catalog.pg_advisory_unlock($1::int4, $2::int4)";
  await session.query(sql, [LOCK_CLASS, key]).catch(() => undefined);
}

/**
 * Inside a transaction: the lock must be on this very backend. It is not behind a pooler that changes backends, nor
 * after a file has called pg_advisory_unlock_all. Error: `migration-lock-lost`.
 */
export async function assertLocked(session: Session, table: HistoryTable): Promise<void> {
  const sql = `select 1 from pg_catalog.pg_locks l where ${LOCKED_BY} and l.granted and l.pid = pg_catalog.pg_backend_pid()`;
  const rows = await session.query(sql, [LOCK_CLASS, keyOf(table)]);
  if (rows.length === 0) throw errors.ledger.lockLost({ host: session.where });
}

async function findHolder(session: Session, key: number): Promise<LockHolder | undefined> {
  const [row] = await session.query(
    `select l.pid, coalesce(a.application_name, '') as application, coalesce(a.usename::text, '') as user,
       coalesce(pg_catalog.host(a.client_addr), '') as client,
       pg_catalog.to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
     from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
     where ${LOCKED_BY} and l.granted`,
    [LOCK_CLASS, key],
  );
  if (row === undefined) return undefined;
  const text = (value: unknown): string => (typeof value === "string" ? value : "unknown");
  return {
    processId: Number(row["pid"]),
    application: text(row["application"]),
    user: text(row["user"]),
    client: typeof row["client"] === "string" ? row["client"] : "",
    since: text(row["since"]),
  };
}

function describe(holder: LockHolder | undefined): string {
  if (holder === undefined) return "a session that has just ended";
  const from = holder.client === "" ? "" : ` from ${holder.client}`;
  return `process ${holder.processId} (${holder.application}, user ${holder.user}, connected since ${holder.since}${from})`;
}

/** The two halves of the advisory lock of a history, as `pg_try_advisory_lock` takes them. */
export function lockKeyOf(table: HistoryTable): { readonly classId: number; readonly objectId: number } {
  return { classId: LOCK_CLASS, objectId: keyOf(table) };
}

/** 31 bits, so that both halves of the key are positive for `pg_locks` and for the lock functions. */
function keyOf(table: HistoryTable): number {
  const digest = createHash("sha256").update(`${table.schema}\0${table.name}`).digest();
  return digest.readUInt32BE(0) >>> 1;
}
