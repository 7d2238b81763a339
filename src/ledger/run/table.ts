import type { Row, Session } from "../../catalog/index.ts";
import { errors } from "../../kit/index.ts";
import { quoteName, type QualifiedName } from "../../sql/index.ts";

/** The history table as it is or will be, and the journal beside it. */
export interface HistoryTable {
  readonly schema: string;
  readonly name: string;
  /** Quoted, with its schema: migrations may change the search path. */
  readonly sql: string;
  readonly journal: string;
  readonly exists: boolean;
  /** The columns and the journal of this version are there. */
  readonly isCurrent: boolean;
}

/** Of the first version; later ones add to them. */
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
const JOURNAL_COLUMNS = [
  "id",
  "run",
  "direction",
  "statement",
  "checksum",
  "raw_checksum",
  "state",
  "position",
] as const;

// A table of this very name may be found through the search path, or be made in its first schema.
const LOCATE = `
  select n.nspname::text as found, pg_catalog.current_schema()::text as current,
    (select pg_catalog.count(*)::int from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attname = any ($2::text[]) and not a.attisdropped) as columns,
    exists (select from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attname = 'origin' and not a.attisdropped) as current_layout
  from (select pg_catalog.to_regclass($1) as oid) as t
  left join pg_catalog.pg_class c on c.oid = t.oid
  left join pg_catalog.pg_namespace n on n.oid = c.relnamespace`;

// In the history's own schema. to_regclass sees what came after the statement began; the catalogue's rows say whether it is there.
const LOCATE_JOURNAL = `
  select c.oid is not null as found,
    (select pg_catalog.count(*)::int from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attname = any ($2::text[]) and not a.attisdropped) as columns
  from (select pg_catalog.to_regclass($1) as oid) as t
  left join pg_catalog.pg_class c on c.oid = t.oid`;

// Tables of this name with a history's columns, wherever they are.
const ELSEWHERE = `
  select n.nspname::text as schema from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relname = $1 and c.relkind in ('r', 'p') and c.relpersistence <> 't' and $3::int = (
    select pg_catalog.count(*) from pg_catalog.pg_attribute a
    where a.attrelid = c.oid and a.attname = any ($2::text[]) and not a.attisdropped)
  order by 1`;

/**
 * Finds the history table, writing nothing. A search path that was changed must not make a history look empty.
 * Errors: `migration-table-foreign`, `migration-no-schema`, `migration-history-elsewhere`.
 */
export async function locateTable(session: Session, name: QualifiedName): Promise<HistoryTable> {
  const [row] = await session.query(LOCATE, [quoteName(name, "postgresql"), COLUMNS]);
  const found = textOf(row, "found");
  if (found === undefined && name.schema === undefined) await refuseElsewhere(session, name, textOf(row, "current"));
  const schema = found ?? name.schema ?? textOf(row, "current");
  if (schema === undefined) throw errors.ledger.noSchema({ table: name.name });
  const sql = quoteName({ schema, name: name.name }, "postgresql");
  if (found !== undefined && row?.["columns"] !== COLUMNS.length) throw errors.ledger.foreignTable({ table: sql });
  const journal = quoteName({ schema, name: journalName(name.name) }, "postgresql");
  const hasJournal = found !== undefined && (await isJournal(session, journal));
  const isCurrent = hasJournal && row?.["current_layout"] === true;
  return { schema, name: name.name, sql, journal, exists: found !== undefined, isCurrent };
}

async function refuseElsewhere(session: Session, { name }: QualifiedName, current: string | undefined): Promise<void> {
  const rows = await session.query(ELSEWHERE, [name, COLUMNS, COLUMNS.length]);
  // In the current schema another runner has made it since we looked for it there: it is found under the lock.
  const schemas = rows.map((row) => textOf(row, "schema")).filter((schema) => schema !== current);
  if (schemas.length === 0) return;
  const others = schemas.map((schema) => quoteName({ schema, name }, "postgresql"));
  throw errors.ledger.historyElsewhere({ table: name, current: current ?? "(none)", others });
}

function textOf(row: Row | undefined, key: string): string | undefined {
  const value = row?.[key];
  return typeof value === "string" ? value : undefined;
}

const SUFFIX = "_journal";
const NAME_BYTES = 63;

/** Cut where the server would cut it, so that the end stays. */
export function journalName(name: string): string {
  const room = NAME_BYTES - SUFFIX.length;
  const start = Buffer.from(name)
    .subarray(0, room)
    .toString()
    .replace(/\uFFFD+$/, "");
  return `${start}${SUFFIX}`;
}

async function isJournal(session: Session, journal: string): Promise<boolean> {
  const [row] = await session.query(LOCATE_JOURNAL, [journal, JOURNAL_COLUMNS]);
  if (row?.["found"] !== true) return false;
  if (row["columns"] !== JOURNAL_COLUMNS.length) throw errors.ledger.foreignTable({ table: journal });
  return true;
}

const STATES = "'running', 'failed', 'applied', 'reverting', 'revert-failed'";

/**
 * Makes the tables, or brings those of an earlier version to this one; what they hold stays. Call it under the lock only.
 * All of it is one transaction: a crash leaves the earlier layout.
 */
export async function ensureTable(session: Session, table: HistoryTable): Promise<void> {
  const script = await tableScript(session, table);
  if (script !== "") await session.script(`begin; set local lock_timeout = '5s'; ${script}; commit`);
}

/** The statements that make the tables or bring them to this version; empty where there is nothing to do. */
export async function tableScript(session: Session, table: HistoryTable): Promise<string> {
  if (table.isCurrent) return "";
  const constraint = table.exists ? await stateCheck(session, table) : undefined;
  const dropped = constraint === undefined ? "" : `alter table ${table.sql} drop constraint ${constraint};`;
  return `${table.exists ? dropped + upgrade(table) : fresh(table)};\n${journal(table)}`;
}

const fresh = ({ sql }: HistoryTable): string => `create table if not exists ${sql} (
    id text primary key,
    checksum text not null,
    raw_checksum text not null,
    state text not null check (state in (${STATES})),
    recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
    recorded_by text not null default session_user,
    duration_ms bigint,
    standalone boolean not null default false,
    origin text not null default 'run' check (origin in ('run', 'baseline', 'repair'))
  )`;

const upgrade = ({ sql }: HistoryTable): string => `
  alter table ${sql} add check (state in (${STATES}));
  alter table ${sql} add column if not exists origin text not null default 'run' check (origin in ('run', 'baseline', 'repair'))`;

const journal = ({ journal }: HistoryTable): string => `create table if not exists ${journal} (
    id text not null,
    run integer not null,
    direction text not null check (direction in ('up', 'down')),
    statement integer not null,
    words text not null,
    checksum text not null,
    raw_checksum text not null,
    state text not null check (state in ('running', 'failed', 'applied')),
    position text,
    message text,
    recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
    recorded_by text not null default session_user,
    duration_ms bigint,
    primary key (id, run, statement)
  )`;

/** The check on `state` of the first version knows fewer states. */
async function stateCheck(session: Session, { sql }: HistoryTable): Promise<string | undefined> {
  const [row] = await session.query(
    `select c.conname::text as name from pg_catalog.pg_constraint c
     join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attname = 'state'
     where c.conrelid = pg_catalog.to_regclass($1) and c.contype = 'c' and c.conkey = array[a.attnum]`,
    [sql],
  );
  const name = textOf(row, "name");
  return name === undefined ? undefined : quoteName({ schema: undefined, name }, "postgresql");
}
