import type { Row, Session } from "../session.ts";

/** Milliseconds that one catalogue query may take, and that it waits for a lock. */
export interface SnapshotLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/** Asks one question inside the snapshot. */
export type Ask = (sql: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;

const DEFAULT_LIMITS: SnapshotLimits = { statementTimeoutMs: 60_000, lockTimeoutMs: 2_000 };

/**
 * Runs `work` in one REPEATABLE READ READ ONLY transaction with `search_path = pg_catalog`, so that every answer
 * belongs to one moment, nothing can be written, and no object of a user shadows a system one. Rolled back at the end.
 *
 * @example
 * const tables = await inSnapshot(session, (ask) => ask("SELECT relname FROM pg_class"));
 */
export async function inSnapshot<Value>(
  session: Session,
  work: (ask: Ask) => Promise<Value>,
  limits: Partial<SnapshotLimits> = {},
): Promise<Value> {
  await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await session.query(SETTINGS, settingValues({ ...DEFAULT_LIMITS, ...limits }));
    return await work((sql, parameters) => session.query(sql, parameters));
  } finally {
    await rollback(session);
  }
}

// row_security off turns "some rows are hidden" from a silent wrong count into an error that can be named.
const SETTINGS = `SELECT pg_catalog.set_config('search_path', 'pg_catalog', true),
  pg_catalog.set_config('statement_timeout', $1, true), pg_catalog.set_config('lock_timeout', $2, true),
  pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true)`;

const settingValues = (limits: SnapshotLimits): readonly string[] => [
  String(limits.statementTimeoutMs),
  String(limits.lockTimeoutMs),
];

/** A lost connection has already rolled back, and its own error must not be hidden by this one. */
async function rollback(session: Session): Promise<void> {
  await session.query("ROLLBACK").catch(() => undefined);
}
