import type { Row, Session } from "../../catalog/index.ts";
import { isRecord } from "../../kit/index.ts";
import type { MigrationFile } from "../file.ts";
import type { HistoryEntry } from "../history.ts";
import type { HistoryTable } from "./table.ts";

const STATES: readonly HistoryEntry["state"][] = ["running", "failed", "applied"];

/** All rows of the history; none where the table is not there. */
export async function readHistory(session: Session, table: HistoryTable): Promise<readonly HistoryEntry[]> {
  if (!table.exists) return [];
  const rows =
    await session.query(`select id, checksum, raw_checksum, state, recorded_by, standalone, duration_ms::float8,
    pg_catalog.to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from ${table.sql} order by id`);
  return rows.map(entryOf);
}

function entryOf(row: Row): HistoryEntry {
  const text = (key: string): string => (isRecord(row) && typeof row[key] === "string" ? row[key] : "");
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
  };
}

/** Writes what is known of a migration, over what was known. */
export async function record(
  session: Session,
  table: HistoryTable,
  entry: { readonly file: MigrationFile; readonly state: HistoryEntry["state"]; readonly durationMs: number | null },
): Promise<void> {
  const { file, state, durationMs } = entry;
  await session.query(
    `insert into ${table.sql} as h (id, checksum, raw_checksum, state, duration_ms, standalone)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set checksum = excluded.checksum, raw_checksum = excluded.raw_checksum,
       state = excluded.state, duration_ms = excluded.duration_ms, standalone = excluded.standalone,
       recorded_by = session_user,
       recorded_at = pg_catalog.clock_timestamp()`,
    [
      file.id,
      file.checksum,
      file.rawChecksum,
      state,
      durationMs === null ? null : Math.round(durationMs),
      file.standalone,
    ],
  );
}
