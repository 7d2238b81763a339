import { textCell } from "./cell.ts";
import { PASSED_OVER_SETTING, TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

const LOCKED = `SELECT r.oid::text AS oid, r.nspname || '.' || r.relname AS name FROM ${userRelations(TABLES)} r
  WHERE EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'relation' AND l.relation = r.oid AND l.granted
    AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
  ORDER BY r.nspname::text COLLATE "C", r.relname::text COLLATE "C"`;

/**
 * Takes tables that somebody holds exclusively out of the scope of this transaction, and answers their names. Sizes
 * wait for such a lock, since PostgreSQL 17 expressions do too, and behind us the application would wait.
 */
export async function passOverLocked(ask: Ask): Promise<readonly string[]> {
  const locked = await ask(LOCKED);
  if (locked.length === 0) return [];
  const oids = locked.map((row) => textCell(row, "oid")).join(",");
  await ask("SELECT set_config($1, $2, true)", [PASSED_OVER_SETTING, oids]);
  return locked.map((row) => textCell(row, "name"));
}
