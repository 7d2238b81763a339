import type { ServerSession } from "../model/server.ts";
import type { Row } from "../session.ts";
import { numberCell, optionalNumber, optionalText } from "./cell.ts";

// Never its statement. Only who waits for a lock is asked whom it waits for: the answer takes the lock manager's locks.
const SESSIONS = `SELECT a.pid::int AS pid, a.usename::text AS "user", a.application_name::text AS application, a.state,
  extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS "transactionSeconds",
  extract(epoch FROM clock_timestamp() - a.state_change)::float8 AS "stateSeconds",
  CASE WHEN a.wait_event_type = 'Lock' THEN pg_blocking_pids(a.pid) ELSE '{}' END AS "blockedBy"
  FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
    AND (a.backend_type IS NULL OR a.backend_type = 'client backend') ORDER BY a.pid`;

/** The sessions of this database without our own. */
export async function readSessions(rows: (sql: string) => Promise<readonly Row[]>): Promise<readonly ServerSession[]> {
  return (await rows(SESSIONS)).map(sessionOf);
}

function sessionOf(row: Row): ServerSession {
  const blockers = row["blockedBy"];
  return {
    pid: numberCell(row, "pid"),
    user: optionalText(row, "user"),
    application: optionalText(row, "application") ?? "",
    state: optionalText(row, "state"),
    transactionSeconds: optionalNumber(row, "transactionSeconds"),
    stateSeconds: optionalNumber(row, "stateSeconds"),
    blockedBy: Array.isArray(blockers) ? blockers.map(Number) : [],
  };
}
