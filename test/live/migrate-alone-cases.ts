// Files of one statement that PostgreSQL refuses inside a transaction.
import { beforeEach, describe, expect, test } from "vitest";
import { testWorld } from "../support/world.ts";
import { startChild } from "./migrate-child.ts";
import { bench } from "./migrate-each.ts";

const prepare = (): Promise<void> =>
  bench.session.script("create table t (id int, v int); insert into t values (1, 1), (2, 1)");

const A = "20240101_index.sql";
const PLAIN = "create index concurrently t_v on t (v);";
const UNIQUE = "create unique index concurrently t_v on t (v);";
const UNIQUE_IF = "create unique index concurrently if not exists t_v on t (v);";
const HERE = "datname = current_database()";
const WAITING = `select count(*)::int from pg_stat_activity where query ilike 'create index%' and wait_event_type = 'Lock' and ${HERE}`;
const RUNNERS = `select count(*)::int from pg_stat_activity where application_name = 'backwright migrate' and ${HERE}`;
const state = (): Promise<unknown> =>
  bench.value("select state from backwright_migrations where id = '20240101_index'");
const isValid = (): Promise<unknown> =>
  bench.value("select indisvalid from pg_index where indexrelid = to_regclass('t_v')");

async function until(sql: string, value: unknown): Promise<void> {
  await expect.poll(() => bench.value(sql), { timeout: 30_000, interval: 25 }).toBe(value);
}

describe("CREATE INDEX CONCURRENTLY", () => {
  beforeEach(prepare);

  test("alone in its file it is built outside a transaction", async () => {
    await bench.write({ [A]: `-- why\n${PLAIN}` });
    expect(await bench.run("migrate", { dryRun: true, shadow: false })).toMatchObject({
      data: { pending: [{ transaction: false }] },
    });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 0, data: { applied: [{ transaction: false, note: null }] } });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test.each([UNIQUE, UNIQUE_IF])("failed, its INVALID index is dropped and built anew: %s", async (sql) => {
    await bench.write({ [A]: sql });
    const failed = await bench.run("migrate");
    expect(failed).toMatchObject({ exitCode: 1, data: { failure: { sqlState: "23505", rolledBack: false } } });
    expect([await state(), await isValid()]).toEqual(["failed", false]);
    expect(await bench.run("status")).toMatchObject({
      data: { upToDate: false, migrations: [{ state: "unfinished" }] },
    });

    const again = await bench.run("migrate");
    expect(again).toMatchObject({ exitCode: 1, data: { failure: { sqlState: "23505" } } });

    await bench.session.script("update t set v = id");
    const mended = await bench.run("migrate");
    expect(mended).toMatchObject({
      exitCode: 0,
      data: { applied: [{ note: expect.stringContaining("built anew") as unknown }] },
    });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test.each([PLAIN, "create index concurrently if not exists t_v on t (v);"])(
    "a stranger's INVALID index of that name stops the run: %s",
    async (sql) => {
      await expect(bench.session.script(UNIQUE)).rejects.toMatchObject({ code: "database-query-failed" });
      await bench.write({ [A]: sql });
      const run = await bench.run("migrate");
      expect(run).toMatchObject({ exitCode: 1, data: { failure: { sqlState: null } } });
      expect(run.text).toContain("drop index concurrently public.t_v");
      expect(run.text).toContain("The statement was not run.");
      expect([await state(), await isValid()]).toEqual([undefined, false]);
    },
  );

  test("an index that exists already is an error, unless IF NOT EXISTS says otherwise", async () => {
    await bench.session.script("create index t_v on t (v)");
    await bench.write({ [A]: PLAIN });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 1, data: { failure: { sqlState: null } } });
    await bench.write({ [A]: "create index concurrently if not exists t_v on t (v);" });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({
      exitCode: 0,
      data: { applied: [{ note: "the index was there already; its definition was not compared" }] },
    });
  });

  test("completed but not recorded: the next run records it", async () => {
    await bench.write({ [A]: PLAIN });
    await bench.run("migrate");
    await bench.session.script("update backwright_migrations set state = 'running'");
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240101_index" }] } });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test("killed while it waits for a writer: the next run builds it", async () => {
    await bench.write({ [A]: PLAIN });
    await using writer = await (await testWorld([])).databases.open({ url: bench.url });
    await writer.script("begin; insert into t values (3, 3)");
    const child = startChild(bench);
    await Promise.race([until(WAITING, 1), child.died]);
    child.kill();
    await until(RUNNERS, 0);
    expect([await state(), await isValid()]).toEqual(["running", false]);
    await writer.script("commit");
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test("the connection breaks: the history knows that it is unfinished", async () => {
    await bench.write({ [A]: PLAIN });
    await using writer = await (await testWorld([])).databases.open({ url: bench.url });
    await writer.script("begin; insert into t values (3, 3)");
    const run = bench.run("migrate");
    await until(WAITING, 1);
    await bench.session.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'create index%'",
    );
    const result = await run;
    expect(result).toMatchObject({ exitCode: 3, error: "migration-connection-lost" });
    expect(result.message).toContain("migrations/20240101_index.sql, CREATE INDEX CONCURRENTLY");
    await writer.script("commit");
    expect(await bench.run("status")).toMatchObject({ data: { migrations: [{ state: "unfinished" }] } });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test("several runners at once: no deadlock, built once", async () => {
    await bench.write({ [A]: PLAIN });
    const runs = await Promise.all([1, 2, 3].map(() => bench.run("migrate", { wait: "60s" })));
    expect(runs.map((run) => run.exitCode)).toEqual([0, 0, 0]);
    expect([await state(), await isValid()]).toEqual(["applied", true]);
  });

  test("names with a schema and in quotes are found", async () => {
    await bench.session.script('create schema "App"; create table "App"."Order" (id int)');
    await bench.write({ [A]: 'create index concurrently "Order_Id" on only "App"."Order" (id);' });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
  });
});

describe("other statements outside transactions", () => {
  beforeEach(prepare);

  test.each([
    "vacuum (analyze) t;",
    "reindex table concurrently t;",
    "reindex table t;",
    "drop index concurrently if exists nothing;",
  ])("%s", async (sql) => {
    await bench.write({ [A]: sql });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ transaction: false }] } });
    expect(await state()).toBe("applied");
  });

  test("among others each statement is run by itself", async () => {
    await bench.write({
      [A]: `create table u ();
${PLAIN}
vacuum t;`,
    });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 0,
      data: { applied: [{ statements: 3, transaction: false }] },
    });
    expect([await state(), await isValid()]).toEqual(["applied", true]);
    const rows = await bench.session.query(
      "select statement, words, state, direction, run, duration_ms is not null as timed from backwright_migrations_journal order by 1",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [1, "create table u", "applied", "up", 1, true],
      [2, "create index concurrently t_v on t", "applied", "up", 1, true],
      [3, "vacuum t", "applied", "up", 1, true],
    ]);
  });
});
