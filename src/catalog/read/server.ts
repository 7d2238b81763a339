import type { Checkpoints, DatabaseCounters, ServerFacts } from "../model/server.ts";
import type { Row, Session } from "../session.ts";
import { attempt } from "./attempt.ts";
import { numberCell, optionalNumber, textCell } from "./cell.ts";
import { readSessions } from "./server-sessions.ts";
import { preparedOf, PREPARED, slotOf, SLOTS } from "./server-keepers.ts";
import { type Ask, inSnapshot } from "./snapshot.ts";

const SETTINGS = `SELECT s.name, CASE s.unit
    WHEN 'B' THEN s.setting WHEN 'kB' THEN (s.setting::numeric * 1024)::text
    WHEN '8kB' THEN (s.setting::numeric * 8192)::text WHEN 'MB' THEN (s.setting::numeric * 1048576)::text
    ELSE s.setting END AS value
  FROM pg_settings s WHERE s.name = ANY ($1)`;

/** Those that a rule looks at. */
const WANTED = [
  "autovacuum",
  "autovacuum_freeze_max_age",
  "autovacuum_multixact_freeze_max_age",
  "block_size",
  "data_checksums",
  "fsync",
  "full_page_writes",
  "max_connections",
  "max_wal_size",
  "random_page_cost",
  "shared_buffers",
  "track_io_timing",
  "work_mem",
] as const;

const COUNTERS = `SELECT pg_database_size(d.oid)::float8 AS size, s.blks_hit::float8 AS hit, s.blks_read::float8 AS read,
  s.temp_files::float8 AS files, s.temp_bytes::float8 AS bytes, age(d.datfrozenxid)::float8 AS xids,
  mxid_age(d.datminmxid)::float8 AS mxids
  FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid WHERE d.datname = current_database()`;

const CONNECTIONS = `SELECT sum(s.numbackends)::float8 AS count FROM pg_stat_database s`;
const REPLICAS = `SELECT count(*)::float8 AS count FROM pg_stat_replication`;
const BUILDING = `SELECT n.nspname || '.' || c.relname AS name FROM pg_stat_progress_create_index p
  JOIN pg_class c ON c.oid = p.index_relid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE p.datname = current_database()`;
// Its settings exist once the library is loaded; the list of libraries itself is for few eyes.
const TRACKED = `SELECT count(*)::float8 AS count FROM pg_settings s WHERE s.name = 'pg_stat_statements.max'`;

const checkpoints = (serverVersion: number): string =>
  serverVersion >= 170_000
    ? "SELECT num_timed::float8 AS timed, num_requested::float8 AS requested FROM pg_stat_checkpointer"
    : "SELECT checkpoints_timed::float8 AS timed, checkpoints_req::float8 AS requested FROM pg_stat_bgwriter";

/**
 * How the server is set and doing, in one read-only transaction. What the role may not ask for is named in `unseen`.
 * Errors: `database-connection-lost`.
 *
 * @example
 * const { settings, sessions } = await readServer(session);
 */
export async function readServer(session: Session): Promise<ServerFacts> {
  return await inSnapshot(session, async (ask) => await readParts(ask, session.serverVersion));
}

async function readParts(ask: Ask, serverVersion: number): Promise<ServerFacts> {
  const unseen: string[] = [];
  const rows = async (what: string, sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> => {
    const read = await attempt(ask, () => ask(sql, parameters));
    if (read.done) return read.value;
    unseen.push(what);
    return [];
  };
  const settings = await rows("settings", SETTINGS, [WANTED]);
  const count = async (what: string, sql: string): Promise<number | null> =>
    optionalNumber((await rows(what, sql))[0] ?? {}, "count");
  const tracked = await count("settings", TRACKED);
  return {
    settings: Object.fromEntries(settings.map((row) => [textCell(row, "name"), textCell(row, "value")])),
    counters: countersOf((await rows("counters of the database", COUNTERS))[0]),
    sessions: await readSessions((sql) => rows("sessions", sql)),
    prepared: (await rows("prepared transactions", PREPARED)).map(preparedOf),
    slots: (await rows("replication slots", SLOTS)).map(slotOf),
    checkpoints: checkpointsOf((await rows("checkpoints", checkpoints(serverVersion)))[0]),
    connections: await count("connections", CONNECTIONS),
    replicas: await count("replicas", REPLICAS),
    building: (await rows("index builds", BUILDING)).map((row) => textCell(row, "name")),
    tracksStatements: tracked === null ? null : tracked > 0,
    unseen,
  };
}

function countersOf(row: Row | undefined): DatabaseCounters | null {
  if (row === undefined) return null;
  return {
    sizeBytes: numberCell(row, "size"),
    blocksHit: numberCell(row, "hit"),
    blocksRead: numberCell(row, "read"),
    temporaryFiles: numberCell(row, "files"),
    temporaryBytes: numberCell(row, "bytes"),
    transactionAge: numberCell(row, "xids"),
    multixactAge: numberCell(row, "mxids"),
  };
}

const checkpointsOf = (row: Row | undefined): Checkpoints | null =>
  row === undefined ? null : { timed: numberCell(row, "timed"), requested: numberCell(row, "requested") };
