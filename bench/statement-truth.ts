// What statements truly do, against what the shadow says of them: `npx tsx bench/statement-truth.ts [--major 15] [--set holdout] [--only text] [--update]`.
// The truth is measured on tables with rows: locks by pg_locks from a second session, scans by the blocks that were read
// (pg_statio_user_tables), rewrites by pg_relation_filenode. The shadow holds the same schema and three rows per table.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Session } from "../src/catalog/index.ts";
import type { DatabaseServer } from "../src/command/index.ts";
import { fillSentinels, measureStatements } from "../src/diff/shadow/index.ts";
import { compareText } from "../src/kit/index.ts";
import { classify, splitStatements } from "../src/sql/index.ts";
import { databases, engines } from "../test/live/embedded-support.ts";
import { comparable, type Effect, effectOf, effectText, type Truth } from "../test/live/shadow-truth/observed.ts";
import { DATA, ROLES, SCHEMA } from "../test/live/shadow-truth/schema.ts";
import { SETS } from "../test/live/shadow-truth/sets.ts";

const { values: flags } = parseArgs({
  options: {
    major: { type: "string" },
    set: { type: "string", default: "statements" },
    only: { type: "string" },
    update: { type: "boolean" },
    stored: { type: "boolean" },
  },
});

const LOCKS = `select n.nspname || '.' || c.relname as name, c.relkind::text as kind, l.mode
  from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
  where l.pid = $1 and l.locktype = 'relation' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind <> 'c'
    and l.database = (select oid from pg_database where datname = current_database())`;
const FILES = `select c.oid::text as oid, n.nspname || '.' || c.relname as name, c.relkind::text as kind,
    coalesce(pg_relation_filenode(c.oid), 0)::text as file, c.reltablespace::text as tablespace, pg_relation_size(c.oid)::float8 / 8192 as pages
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'm', 'i')`;
const BLOCKS = `select relid::text as oid, (heap_blks_read + heap_blks_hit)::float8 as blocks from pg_statio_user_tables
  union all select indexrelid::text, (idx_blks_read + idx_blks_hit)::float8 from pg_statio_user_indexes`;
const INSERTED = `select relid::text as oid, n_tup_ins::float8 as blocks from pg_stat_user_tables`;
/** Waits at its first wish for more than others' writing allows, long enough to be seen. */
const IN_THE_WAY = `select format('lock table only %s in row exclusive mode', c.oid::regclass) as sql from pg_class c
  join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname = 'public' and c.relispartition = $1`;

const MODES = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];
const modeName = (mode: string): string =>
  mode
    .replace(/Lock$/, "")
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

type Held = Map<string, string>;

async function addLocks(watcher: Session, pid: number, held: Held, withIndexes: boolean): Promise<void> {
  for (const row of await watcher.query(LOCKS, [pid])) {
    const [name, mode] = [String(row["name"]), String(row["mode"])];
    if (!withIndexes && String(row["kind"]).toLowerCase() === "i") continue;
    if (MODES.indexOf(mode) > MODES.indexOf(held.get(name) ?? "")) held.set(name, mode);
  }
}

async function counted(session: Session, watcher: Session, sql: string): Promise<ReadonlyMap<string, number>> {
  await session.query("select pg_stat_force_next_flush()");
  const rows = await watcher.query(sql);
  return new Map(rows.map((row) => [String(row["oid"]), Number(row["blocks"])]));
}

interface Files {
  readonly name: string;
  readonly kind: string;
  readonly file: string;
  readonly tablespace: string;
  readonly pages: number;
}

async function filesOf(session: Session): Promise<ReadonlyMap<string, Files>> {
  const rows = await session.query(FILES);
  return new Map(rows.map((row) => [String(row["oid"]), row as unknown as Files]));
}

async function blockerOf(url: string, isOfPartitions: boolean): Promise<Session> {
  const blocker = await databases.open({ url });
  await blocker.script("begin");
  for (const row of await blocker.query(IN_THE_WAY, [isOfPartitions])) await blocker.script(String(row["sql"]));
  return blocker;
}

/** Goes from table to table, each in a transaction of its own: polling does not see all of them. So do the shortest ones that nothing makes wait. */
const EVERYWHERE = /^(?:cluster|vacuum|reindex schema \w+)$/;

/** Runs it for real, and answers what a second session and the counters of blocks saw. */
async function truthOf(url: string, sql: string): Promise<Effect> {
  await using session = await databases.open({ url });
  await using watcher = await databases.open({ url });
  const statement = splitStatements(sql, "postgresql").statements[0];
  const isAlone = statement !== undefined && classify(statement, "postgresql").transaction === "never";
  await session.script("set timezone = 'UTC'; set default_statistics_target = 1; set enable_bitmapscan = on");
  const pid = Number((await session.query("select pg_backend_pid() as pid"))[0]?.["pid"]);
  const before = await filesOf(session);
  const read = await counted(session, watcher, BLOCKS);
  const inserted = await counted(session, watcher, INSERTED);
  const held: Held = new Map();
  let after = before;
  try {
    if (isAlone) {
      // Partitions are let go later than the rest: what a statement does to them it mostly does last.
      await using first = await blockerOf(url, false);
      await using second = await blockerOf(url, true);
      const course = { isOver: false };
      const running = session.script(sql).finally(() => (course.isOver = true));
      running.catch(() => undefined);
      const beganMs = performance.now();
      while (!course.isOver) {
        await addLocks(watcher, pid, held, false);
        if (performance.now() > beganMs + 150) await first.script("rollback");
        if (performance.now() > beganMs + 300) await second.script("rollback");
      }
      await running;
      after = await filesOf(session);
    } else {
      await session.script("begin");
      await session.script(sql);
      await addLocks(watcher, pid, held, true);
      after = await filesOf(session);
      await session.script("rollback");
    }
  } catch (failure) {
    if (!isAlone) await session.script("rollback");
    const cause = (failure as { cause?: { sqlState?: string } }).cause;
    return { error: cause?.sqlState ?? String(failure), locks: {}, rewritten: [], scanned: [] };
  }
  const now = await counted(session, watcher, BLOCKS);
  const insertedNow = await counted(session, watcher, INSERTED);
  const readOf = (oid: string): number => (now.get(oid) ?? 0) - (read.get(oid) ?? 0);
  const tableOf = new Map(
    (await session.query("select indexrelid::text as oid, indrelid::text as owner from pg_index")).map((row) => [
      String(row["oid"]),
      String(row["owner"]),
    ]),
  );
  // All of a table's blocks, or all of those of one of its indexes: an index-only scan reads every row too. An INSERT comes to new ones.
  const readWhole = [...before]
    .filter(([oid, { pages }]) => pages > 8 && readOf(oid) >= 0.9 * pages - 3)
    .map(([oid]) => tableOf.get(oid) ?? oid);
  const whole = new Set(
    readWhole.filter(
      (oid) => (insertedNow.get(oid) ?? 0) === (inserted.get(oid) ?? 0) && (before.get(oid)?.pages ?? 0) > 50,
    ),
  );
  // ANALYZE reads no more than a sample, which is all of a small table.
  const scanned = [...before].filter(([oid]) => whole.has(oid) && !sql.startsWith("analyze"));
  // TRUNCATE gives a new file too: only a table that was read was written anew.
  const isFilled = (oid: string, { kind, tablespace }: Files): boolean =>
    kind === "m" || tablespace !== after.get(oid)?.tablespace || readOf(oid) > 0;
  const refiled = [...before].filter(([oid, { file }]) => after.has(oid) && after.get(oid)?.file !== file);
  const emptied = new Set<string | undefined>(
    refiled.filter(([oid, files]) => files.kind === "r" && !isFilled(oid, files)).map(([, { name }]) => name),
  );
  const rewritten = refiled.filter(
    ([oid, { name }]) => !emptied.has(name) && !emptied.has(before.get(tableOf.get(oid) ?? "")?.name),
  );
  return {
    ...(isAlone && (EVERYWHERE.test(sql) || held.size === 0) ? { isPartial: true } : {}),
    locks: Object.fromEntries(
      [...held]
        .filter(([name]) => [...before.values()].some((one) => one.name === name) || isOther(name))
        .map(([name, mode]) => [name, modeName(mode)]),
    ),
    rewritten: rewritten.map(([, { name }]) => name).sort(),
    scanned: scanned.map(([, { name }]) => name).sort(),
  };
}

/** Views, sequences and partitioned relations have no file of their own; those of the schema are known by name. */
const OTHERS = /^public\.(?:account_names|simple_regions|events|logs|events_kind_idx|ticket_numbers|accounts_id_seq)$/;
const isOther = (name: string): boolean => OTHERS.test(name);

async function prepared(server: DatabaseServer, name: string, withData: boolean): Promise<void> {
  await using session = await databases.open({ url: await server.createDatabase(name) });
  await session.script(SCHEMA);
  if (withData) await session.script(DATA);
  if (withData) await session.script("vacuum analyze");
  else console.log("without rows:", (await fillSentinels(session)).empty);
}

async function copyOf(server: DatabaseServer, template: string, name: string): Promise<string> {
  await using session = await databases.open({ url: server.url() });
  await session.script(`drop database if exists ${name}`);
  await session.script(`create database ${name} template ${template}`);
  return server.url(name);
}

async function shadowEffect(server: DatabaseServer, sql: string): Promise<readonly [Effect, number]> {
  const url = await copyOf(server, "shadow_template", "shadow");
  await using runner = await databases.open({ url });
  await runner.script("set timezone = 'UTC'");
  const began = performance.now();
  const run = await measureStatements({ runner, openWatcher: () => databases.open({ url }) }, [sql]);
  const ms = performance.now() - began;
  const [first] = run.statements;
  if (first === undefined) throw new Error("nothing was measured");
  return [effectOf(first), ms];
}

const LONG = /^(?:share|share-row-exclusive|exclusive|access-exclusive)$/;
/** A lock that makes writers wait while something is read or written from end to end. */
const blocksLong = ({ locks, scanned, rewritten }: Effect): boolean =>
  scanned.length + rewritten.length > 0 && Object.values(locks).some((mode) => LONG.test(mode));

const set = chosen(flags.set);

function chosen(name: string): NonNullable<(typeof SETS)[string]> {
  const found = SETS[name];
  if (found === undefined) throw new Error(`--set is one of ${Object.keys(SETS).join(", ")}`);
  return found;
}

async function truths(server: DatabaseServer, sqls: readonly string[]): Promise<Truth> {
  if (flags.stored === true) return JSON.parse(readFileSync(set.truth(server.engine.major), "utf8")) as Truth;
  await prepared(server, "truth_template", true);
  await copyOf(server, "truth_template", "truth");
  const found: Record<string, Effect> = {};
  for (const sql of sqls) {
    const statement = splitStatements(sql, "postgresql").statements[0];
    const isAlone = statement !== undefined && classify(statement, "postgresql").transaction === "never";
    const url = isAlone ? await copyOf(server, "truth_template", "truth_alone") : server.url("truth");
    found[sql] = await truthOf(url, sql);
  }
  return found;
}

for (const major of [15, 18].filter((one) => flags.major === undefined || Number(flags.major) === one)) {
  await using server = await engines().start({ major, settings: { autovacuum: "off" } });
  {
    await using session = await databases.open({ url: server.url() });
    await session.script(ROLES);
  }
  const sqls = set.statements
    .filter(({ from = 0 }) => from <= major)
    .map(({ sql }) => sql)
    .filter((sql) => sql.includes(flags.only ?? ""));
  const truth = await truths(server, sqls);
  if (flags.update === true) {
    const kept = flags.only === undefined ? {} : (JSON.parse(readFileSync(set.truth(major), "utf8")) as Truth);
    const lines = Object.entries({ ...kept, ...truth }).map(
      ([sql, effect]) => `  ${JSON.stringify(sql)}: ${JSON.stringify(effect)}`,
    );
    writeFileSync(set.truth(major), `{\n${lines.join(",\n")}\n}\n`);
  }
  await prepared(server, "shadow_template", false);
  const wrong: string[] = [];
  let [locksRight, missed, alarms, long, refused, total] = [0, 0, 0, 0, 0, 0];
  let spentMs = 0;
  for (const sql of sqls) {
    const expected = truth[sql];
    if (expected === undefined) continue;
    const [whole, ms] = await shadowEffect(server, sql);
    const found = comparable(whole, expected);
    spentMs += ms;
    total += 1;
    if (expected.error !== undefined) refused += 1;
    const key = (locks: Effect["locks"]): string =>
      Object.entries(locks)
        .map((entry) => entry.join(" "))
        .sort(compareText)
        .join(", ");
    if (key(found.locks) === key(expected.locks)) locksRight += 1;
    if (blocksLong(expected)) long += 1;
    if (blocksLong(expected) && !blocksLong(found)) missed += 1;
    if (!blocksLong(expected) && blocksLong(found)) alarms += 1;
    if (effectText(expected) !== effectText(found))
      wrong.push(`${sql}\n    truth  ${effectText(expected)}\n    shadow ${effectText(found)}`);
  }
  for (const line of wrong) console.log(line);
  console.log(
    `PostgreSQL ${server.engine.version}, ${flags.set}: ${total} statements (${refused} refused by the server), locks right ${locksRight}/${total}, all right ${total - wrong.length}/${total}, long blocking found ${long - missed}/${long}, false alarms ${alarms}, ${(spentMs / total).toFixed(0)} ms per statement`,
  );
}
