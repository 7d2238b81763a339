import type { Row, Session } from "../../catalog/index.ts";
import { errors } from "../../kit/index.ts";
import { quoteName, type QualifiedName } from "../../sql/index.ts";

/** The history table as it is or will be. */
export interface HistoryTable {
  readonly schema: string;
  readonly name: string;
  /** Quoted, with its schema: migrations may change the search path. */
  readonly sql: string;
  readonly exists: boolean;
}

const COLUMNS = [
  "id",
  "checksum",
  "raw_checksum",
  "state",
  "recorded_at",
  "recorded_by",
  "duration_ms",
  "standalone",
] as const;

// A table of this very name may be found through the search path, or be made in its first schema.
const LOCATE = `
  select n.nspname::text as found, pg_catalog.current_schema()::text as current,
    (select pg_catalog.count(*)::int from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attname = any ($2::text[]) and not a.attisdropped) as columns
  from (select pg_catalog.to_regclass($1) as oid) as t
  left join pg_catalog.pg_class c on c.oid = t.oid
  left join pg_catalog.pg_namespace n on n.oid = c.relnamespace`;

/** Finds the history table, writing nothing. Errors: `migration-table-foreign`, `migration-no-schema`. */
export async function locateTable(session: Session, name: QualifiedName): Promise<HistoryTable> {
  const [row] = await session.query(LOCATE, [quoteName(name, "postgresql"), COLUMNS]);
  const found = textOf(row, "found");
  const schema = found ?? name.schema ?? textOf(row, "current");
  if (schema === undefined) throw errors.ledger.noSchema({ table: name.name });
  const sql = quoteName({ schema, name: name.name }, "postgresql");
  if (found !== undefined && row?.["columns"] !== COLUMNS.length) throw errors.ledger.foreignTable({ table: sql });
  return { schema, name: name.name, sql, exists: found !== undefined };
}

function textOf(row: Row | undefined, key: string): string | undefined {
  const value = row?.[key];
  return typeof value === "string" ? value : undefined;
}

/** Makes the table where it is not there yet. Call it under the lock only. */
export async function ensureTable(session: Session, table: HistoryTable): Promise<void> {
  if (table.exists) return;
  await session.script(`create table if not exists ${table.sql} (
    id text primary key,
    checksum text not null,
    raw_checksum text not null,
    state text not null check (state in ('running', 'failed', 'applied')),
    recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
    recorded_by text not null default session_user,
    duration_ms bigint,
    standalone boolean not null default false
  )`);
}
