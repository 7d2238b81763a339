import type { Row, Session } from "../../catalog/index.ts";
import { errors, formatDuration } from "../../kit/index.ts";
import type { MigrationFile } from "../file.ts";
import type { HistoryEntry } from "../history.ts";
import { sqlErrorOf } from "./failure.ts";
import type { HistoryTable } from "./table.ts";

const STATES: readonly HistoryEntry["state"][] = ["running", "failed", "applied", "reverting", "revert-failed"];
const ORIGINS: readonly HistoryEntry["origin"][] = ["run", "baseline", "repair"];

const LOCK_LIMIT_MS = 2_000;

/**
 * All rows of the history, of whatever version; none where the table is not there. Call it outside transactions.
 * Error: `migration-history-locked`.
 */
export async function readHistory(session: Session, table: HistoryTable): Promise<readonly HistoryEntry[]> {
  if (!table.exists) return [];
  try {
    await session.script(`begin; set local lock_timeout = ${LOCK_LIMIT_MS}`);
    const entries = await readEntries(session, table);
    await session.script("rollback");
    return entries;
  } catch (failure) {
    if (sqlErrorOf(failure) === undefined) throw failure;
    await session.script("rollback");
    if (sqlErrorOf(failure)?.sqlState !== "55P03") throw failure;
    throw errors.ledger.historyLocked({ table: table.sql, waited: formatDuration(LOCK_LIMIT_MS) }, failure);
  }
}

async function readEntries(session: Session, table: HistoryTable): Promise<readonly HistoryEntry[]> {
  const rows = await session.query(`select id, checksum, raw_checksum, state, recorded_by, standalone,
    duration_ms::float8, pg_catalog.to_jsonb(h) ->> 'origin' as origin,
    pg_catalog.to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from ${table.sql} h order by id`);
  return rows.map(entryOf);
}

function entryOf(row: Row): HistoryEntry {
  const text = (key: string): string => (typeof row[key] === "string" ? row[key] : "");
  const duration = row["duration_ms"];
  return {
    id: text("id"),
    checksum: text("checksum"),
    rawChecksum: text("raw_checksum"),
    state: STATES.find((state) => state === row["state"]) ?? "failed",
    recordedAt: text("recorded_at"),
    recordedBy: text("recorded_by"),
    durationMs: typeof duration === "number" ? duration : null,
    standalone: row["standalone"] === true,
    origin: ORIGINS.find((origin) => origin === row["origin"]) ?? "run",
  };
}

export interface Recorded {
  readonly file: Pick<MigrationFile, "id" | "checksum" | "rawChecksum" | "standalone">;
  readonly state: HistoryEntry["state"];
  readonly durationMs: number | null;
  readonly origin?: HistoryEntry["origin"];
}

/** Writes what is known of a migration, over what was known. */
export async function record(session: Session, table: HistoryTable, entry: Recorded): Promise<void> {
  const { file, state, durationMs, origin = "run" } = entry;
  await session.query(
    `insert into ${table.sql} as h (id, checksum, raw_checksum, state, duration_ms, standalone, origin)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set checksum = excluded.checksum, raw_checksum = excluded.raw_checksum,
       state = excluded.state, duration_ms = excluded.duration_ms, standalone = excluded.standalone,
       origin = excluded.origin, recorded_by = session_user,
       recorded_at = pg_catalog.clock_timestamp()`,
    [
      file.id,
      file.checksum,
      file.rawChecksum,
      state,
      durationMs === null ? null : Math.round(durationMs),
      file.standalone,
      origin,
    ],
  );
}

/** Says of a migration that it is not applied any more; what the journal holds of it stays. */
export async function forget(session: Session, table: HistoryTable, id: string): Promise<void> {
  await session.query(`delete from ${table.sql} where id = $1`, [id]);
}

/** Changes the state alone: the checksums stay those of what was applied. */
export async function setState(
  session: Session,
  table: HistoryTable,
  { id, state }: Pick<HistoryEntry, "id" | "state">,
): Promise<void> {
  const sql = `update ${table.sql} set state = $2, recorded_at = pg_catalog.clock_timestamp(),
    recorded_by = session_user where id = $1`;
  await session.query(sql, [id, state]);
}
