// What stands between a run and its server: poolers, replicas, readers that hold a table.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { testWorld } from "../support/world.ts";
import { findPgBouncer, programsWith, startCluster, startPgBouncer, type Cluster } from "./cluster-support.ts";
import { bench } from "./migrate-each.ts";

const A = "20240101_a.sql";

/** A session of a pool that gives every client the same server process, as PgBouncer in transaction mode may. */
function pooled(session: Session): Session {
  const { serverVersion, database, user, where } = session;
  return {
    serverVersion,
    database,
    user,
    where,
    query: (sql, parameters) => session.query(sql, parameters),
    script: (sql) => session.script(sql),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

test("a pooler that changes servers between transactions is refused before anything is changed", async () => {
  await bench.write({ [A]: "create table a ();" });
  const databases = { open: async () => pooled(bench.session) };
  expect(await bench.run("migrate", {}, { world: { databases } })).toMatchObject({
    exitCode: 3,
    error: "migration-pooler",
  });
  expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
});

test("a pooler that takes its servers in turn shows itself by a process that changes", async () => {
  await bench.write({ [A]: "create table a ();" });
  const { databases } = await testWorld([]);
  const servers = [bench.session, await databases.open({ url: bench.url })] as const;
  let turn = 0;
  const alternating = (): Session => ({
    ...pooled(bench.session),
    query: (sql, parameters) => (servers[(turn += 1) % 2] ?? bench.session).query(sql, parameters),
  });
  expect(await bench.run("migrate", {}, { world: { databases: { open: async () => alternating() } } })).toMatchObject({
    exitCode: 3,
    error: "migration-pooler",
  });
  await servers[1][Symbol.asyncDispose]();
});

describe("what the server lets it", () => {
  test("transactions that are read only are said before anybody is asked", async () => {
    await bench.write({ [A]: "create table a ();" });
    await bench.session.script(`alter database ${bench.session.database} set default_transaction_read_only = on`);
    const run = await bench.run("migrate", { yes: false }, { answers: [true] });
    expect(run).toMatchObject({ exitCode: 3, error: "migration-read-only" });
    expect(run.message).toContain("default_transaction_read_only");
    expect(await bench.run("status")).toMatchObject({ exitCode: 0, data: { migrations: [{ state: "pending" }] } });
  });

  test("a role that has one connection is enough", async () => {
    const role = `r_${bench.session.database}`;
    await bench.session.script(
      `create role ${role} login password 'x' connection limit 1; grant create, usage on schema public to ${role}`,
    );
    const url = new URL(bench.url);
    [url.username, url.password] = [role, "x"];
    await bench.write({ [A]: "create table a ();" });
    expect(await bench.run("migrate", { connection: url.href })).toMatchObject({ exitCode: 0 });
    await bench.session.script(`drop owned by ${role}; drop role ${role}`);
  });

  test("a database in SERIALIZABLE: a failure of that kind is tried again", async () => {
    const { database } = bench.session;
    await bench.session.script(
      `create table v (v int); insert into v values (1); create sequence tries;
       alter database ${database} set default_transaction_isolation = 'serializable'`,
    );
    const fail = "do $$ begin if nextval('tries') < 3 then raise serialization_failure; end if; end $$;";
    await bench.write({ [A]: `update v set v = v + 1;\n${fail}` });
    const { clock } = await testWorld([]);
    const world = { clock: { ...clock, sleep: async () => undefined } };
    expect(await bench.run("migrate", {}, { world })).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select v from v")).toBe(2);
  });
});

describe("a reader holds the table", () => {
  test("the run gives way, tries again and gets through; readers behind it never wait longer than the time-out", async () => {
    await bench.session.script("create table a (id int)");
    const { databases } = await testWorld([]);
    await using reader = await databases.open({ url: bench.url });
    await reader.script("begin; select * from a");
    await bench.write({ [A]: "alter table a add column b int;" });
    let tries = 0;
    const run = await bench.run(
      "migrate",
      { lockTimeout: "20ms", lockTries: 20 },
      {
        world: {
          clock: {
            ...(await testWorld([])).clock,
            // The pause between two tries: others go on, and here the reader ends.
            sleep: async () => {
              tries += 1;
              if (tries === 3) await reader.script("commit");
            },
          },
        },
      },
    );
    expect(run).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect(tries).toBe(3);
  });
});

describe("--wait-replicas", () => {
  test("without replicas nothing is waited for; a role that may not look is told so", async () => {
    await bench.write({ [A]: "create table a ();" });
    expect(await bench.run("migrate", { waitReplicas: "1s" })).toMatchObject({ exitCode: 0 });
    const role = `r_${bench.session.database}`;
    await bench.session.script(
      `create role ${role} login password 'x'; grant create, usage on schema public to ${role};
       grant select, insert, update, delete on backwright_migrations, backwright_migrations_journal to ${role}`,
    );
    const url = new URL(bench.url);
    [url.username, url.password] = [role, "x"];
    await bench.write({ "20240102_b.sql": "create table b ();" });
    expect(await bench.run("migrate", { connection: url.href, waitReplicas: "1s" })).toMatchObject({
      exitCode: 3,
      error: "migration-replicas-unseen",
    });
    await bench.session.script(`drop owned by ${role}; drop role ${role}`);
  });
});

// A PostgreSQL of this machine, since the one from npm has no program that copies a server.
describe("a server with others around it", () => {
  const database = "around";
  let cluster: Cluster | undefined;

  beforeAll(async () => {
    const bin = await programsWith("pg_basebackup");
    if (bin === undefined) return;
    cluster = await startCluster(bin);
    await cluster.createDatabase(database);
  });
  afterAll(() => cluster?.[Symbol.asyncDispose]());

  const table = async (name: string): Promise<unknown> => {
    await using session = await cluster?.open(database);
    return (await session?.query(`select to_regclass('${name}')::text as name`))?.[0]?.["name"];
  };

  test.for([
    ["transaction", {}],
    ["transaction", { server_round_robin: 1 }],
    ["statement", {}],
  ] as const)("PgBouncer in %s mode %o: refused before anything is changed", async ([mode, settings], context) => {
    const program = findPgBouncer();
    if (program === undefined || cluster === undefined) return context.skip("no PgBouncer here");
    await using pooler = await startPgBouncer(program, { cluster, mode, settings });
    await bench.write({ [A]: "create table pooled ();" });
    const connection = pooler.url(database);
    const run = await bench.run("migrate", { connection, yes: false }, { answers: [true] });
    expect(run).toMatchObject({ exitCode: 3, error: "migration-pooler" });
    expect(run.message).toContain("is a pooler that changes servers between transactions");
    expect([await table("backwright_migrations"), await table("pooled")]).toEqual([null, null]);
    await using session = await cluster.open(database);
    const held = "select count(*)::int as held from pg_locks where locktype = 'advisory'";
    expect(await session.query(held)).toEqual([{ held: 0 }]);
  });

  test("PgBouncer in session mode: applied, and nothing is left on its connections", async (context) => {
    const program = findPgBouncer();
    if (program === undefined || cluster === undefined) return context.skip("no PgBouncer here");
    await cluster.createDatabase("session_mode");
    await using pooler = await startPgBouncer(program, { cluster, mode: "session" });
    await bench.write({ [A]: "create table pooled ();\nset search_path = nowhere;" });
    const connection = pooler.url("session_mode");
    expect(await bench.run("migrate", { connection })).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect(await bench.run("status", { connection, check: true })).toMatchObject({ exitCode: 0 });
    await using session = await (await testWorld([])).databases.open({ url: connection });
    const left = `select current_setting('search_path') as path,
      (select count(*)::int from pg_locks where locktype = 'advisory') as locks`;
    expect(await session.query(left)).toEqual([{ path: '"$user", public', locks: 0 }]);
  });

  test("a replica: refused as a target, waited for as a follower", async (context) => {
    if (cluster === undefined) return context.skip("no PostgreSQL with pg_basebackup here");
    await using replica = await cluster.replica();
    await using follower = await replica.open(database);
    await bench.write({ [A]: "create table a (id int);", "20240102_b.sql": "create table b (id int);\nvacuum b;" });
    const there = await bench.run("migrate", { connection: replica.url(database) });
    expect(there).toMatchObject({ exitCode: 3, error: "migration-read-only" });
    expect(there.message).toContain("is a replica of another server");

    const connection = cluster.url(database);
    await using primary = await cluster.open();
    const follows =
      "select count(*)::int from pg_stat_replication where state = 'streaming' and replay_lsn is not null";
    await expect.poll(() => primary.query(follows), { timeout: 30_000 }).toEqual([{ count: 1 }]);
    await follower.query("select pg_wal_replay_pause()");
    const paused = "select pg_get_wal_replay_pause_state() = 'paused' as paused";
    await expect.poll(() => follower.query(paused), { timeout: 30_000, interval: 20 }).toEqual([{ paused: true }]);
    const behind = await bench.run("migrate", { connection, file: "a", waitReplicas: "300ms" });
    expect(behind).toMatchObject({ exitCode: 3, error: "migration-replicas-behind" });
    expect(await bench.run("status", { connection })).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "pending" }] },
    });

    const { clock } = await testWorld([]);
    let waits = 0;
    const sleep: typeof clock.sleep = async (milliseconds, signal) => {
      waits += 1;
      await follower.query("select pg_wal_replay_resume()");
      await clock.sleep(milliseconds, signal);
    };
    const world = { clock: { ...clock, sleep } };
    const done = await bench.run("migrate", { connection, waitReplicas: "30s" }, { world });
    expect(done).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240102_b" }] } });
    expect(waits).toBeGreaterThan(0);
    expect(await follower.query("select to_regclass('b')::text as b")).toEqual([{ b: "b" }]);
  });
});
