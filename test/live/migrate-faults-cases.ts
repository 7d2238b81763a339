// The runner's fault matrix on a real server: after every fault the database and the report say the same.
import { describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { ensureTable, locateTable } from "../../src/ledger/run/table.ts";
import { testWorld } from "../support/world.ts";
import { startChild } from "./migrate-child.ts";
import { bench, serverOfFile } from "./migrate-each.ts";
import { survive } from "./migrate-mortal.ts";

const A = "20240101_a.sql";
const B = "20240102_b.sql";
/** Waits, and is seen waiting, as long as the table `gate` is there. */
const GATED =
  "create table b (id int);\ndo $$ begin if to_regclass('gate') is not null then perform pg_sleep(600); end if; end $$;";
const SLEEPERS =
  "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
const applied = (): Promise<unknown> =>
  bench.value(
    "select coalesce(string_agg(id, ' ' order by id), '') from backwright_migrations where state = 'applied'",
  );

async function until(sql: string, value: unknown): Promise<void> {
  await expect.poll(() => bench.value(sql), { timeout: 30_000, interval: 25 }).toBe(value);
}

describe("a statement fails in the middle of a file", () => {
  test("the file is rolled back, earlier ones stay, and the place is named", async () => {
    await bench.write({
      [A]: "create table a (id int);",
      [B]: "create table b (id int);\n-- ü😀\ninsert into b values (1);\r\nselect 'é😀', nope\n  from b;\nselect 1;",
      "20240103_c.sql": "create table c (id int);",
    });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({
      exitCode: 1,
      data: {
        outcome: "failed",
        applied: [{ migration: "20240101_a" }],
        pending: [{ migration: "20240102_b" }, { migration: "20240103_c" }],
        failure: {
          file: "migrations/20240102_b.sql",
          statement: 3,
          statements: 4,
          line: 4,
          column: 15,
          sqlState: "42703",
          message: 'column "nope" does not exist',
          rolledBack: true,
        },
      },
    });
    expect(run.text).toContain("FAILED  migrations/20240102_b.sql:4:15, statement 3 of 4");
    expect(await bench.value("select to_regclass('b')::text")).toBeNull();
    expect(await applied()).toBe("20240101_a");
  });

  test("the server's hint and detail are shown", async () => {
    await bench.write({ [A]: "create table a (id int primary key, name text);\ninsert into a values (1), (1);" });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 1,
      data: { failure: { sqlState: "23505", detail: "Key (id)=(1) already exists." } },
    });
    await bench.write({ [A]: "create table a (name text);\nselect a.nam from a;" });
    expect(await bench.run("migrate")).toMatchObject({
      data: { failure: { hint: 'Perhaps you meant to reference the column "a.name".', line: 2, column: 8 } },
    });
  });

  test("where the server has no hint, what to do is said all the same", async () => {
    await bench.write({
      [A]: "create table p (a int) partition by list (a);\ncreate index p_a on p (a);\nreindex index p_a;",
    });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 1, data: { failure: { sqlState: "25001", line: 3 } } });
    expect(run.text).toContain("Put this statement into a migration of its own");
    await bench.write({ [A]: "create type e as enum ('a');", [B]: "alter type e add value 'b';\nselect 'b'::e;" });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 1,
      data: { failure: { sqlState: "55P04", line: 2 } },
    });
  });

  test("a deferred constraint fails at COMMIT, and is said so", async () => {
    await bench.write({
      [A]: "create table a (id int primary key, up int references a deferrable initially deferred);\ninsert into a values (1, 2);",
    });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 1, data: { failure: { statement: null, line: null, sqlState: "23503" } } });
    expect(run.text).toContain("20240101_a.sql, at COMMIT");
    expect(await bench.value("select to_regclass('a')::text")).toBeNull();
    expect(await applied()).toBe("");
  });

  test("mended, it is applied", async () => {
    await bench.write({ [A]: "create table a (id nonsense);" });
    await bench.run("migrate");
    await bench.write({ [A]: "create table a (id int);" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240101_a" }] } });
  });
});

describe("the folder and the history disagree", () => {
  test.each([
    ["an applied file is edited", { [A]: "create table a (id bigint);" }, undefined, "migration-edited"],
    ["an applied file is gone", {}, A, "migration-missing"],
    ["an older file appears", { "20231231_late.sql": "create table late ();" }, undefined, "migration-out-of-order"],
  ])("%s: refused with 4, nothing is run", async (_, files, removed, code) => {
    await bench.write({ [A]: "create table a (id int);" });
    await bench.run("migrate");
    await bench.write({ ...files, [B]: "create table b (id int);" });
    if (removed !== undefined) await bench.remove(removed);
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 4, data: { outcome: "refused", refusals: [{ code }] } });
    expect(await bench.value("select to_regclass('b')::text")).toBeNull();
    expect(await applied()).toBe("20240101_a");
  });

  test.each<[string, string | Uint8Array, string, number | undefined]>([
    ["\\!", "select 1;\n\\! touch x\n", "migration-psql-command", 2],
    ["\\copy", "\\copy t from 'f.csv'\n", "migration-psql-command", 1],
    ["COPY TO stdout", "select 1;\ncopy t to stdout;\n", "migration-copy-data", 2],
    ["COMMIT", "create table a ();\ncommit;\nselect 1;", "migration-transaction-control", 2],
    [
      "dbmate's marks in disorder",
      "-- migrate:down\ndrop table a;\n-- migrate:up\ncreate table a ();",
      "migration-misplaced-marker",
      3,
    ],
    ["an empty file", "", "migration-empty", undefined],
    ["Latin-1", Buffer.from("select 'größe'", "latin1"), "migration-not-utf8", 1],
    ["client_encoding", "select 1;\nset client_encoding to 'latin1';\nselect 'ö';", "migration-client-encoding", 2],
  ])("a file with %s is refused with 2, by line, and nothing is run", async (_, text, code, line) => {
    await bench.write({ [A]: "create table first ();", [B]: text });
    const run = await bench.run("migrate");
    const subject = line === undefined ? {} : { line };
    expect(run).toMatchObject({ exitCode: 2, data: { refusals: [{ code, subject }] } });
    expect(await bench.value("select to_regclass('first')::text")).toBeNull();
  });

  test("a name without a date is not passed over in silence", async () => {
    await bench.write({ "init.sql": "create table a ();" });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 2,
      data: { refusals: [{ code: "migration-bad-name" }] },
    });
  });
});

describe("what a file does to its session", () => {
  test("settings, roles, temporary tables and prepared statements do not reach the next file", async () => {
    await bench.session.script("create schema other");
    await bench.write({
      [A]: "set search_path = other; set role pg_read_all_data; reset role; create temporary table tmp (); prepare q as select 1;",
      [B]: "create table here (); create temporary table tmp (); prepare q as select 1;",
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select 'public.here'::regclass::text")).toBe("here");
  });

  test("a file that ends as a role without rights is recorded all the same", async () => {
    const role = `r${bench.session.database}`;
    await bench.session.script(`create role ${role}`);
    await bench.write({ [A]: `create table a (); set session authorization ${role};` });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select recorded_by = session_user from backwright_migrations")).toBe(true);
    await bench.session.script(`drop role ${role}`);
  });

  test("a file that gives the run's lock away is rolled back", async () => {
    await bench.write({ [A]: "create table a ();\nselect pg_advisory_unlock_all();" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 3, error: "migration-lock-lost" });
    expect(await bench.value("select to_regclass('a')::text")).toBeNull();
  });
});

describe("two runners", () => {
  test("at once: each file is applied once and both say the truth", async () => {
    await bench.write({ [A]: "create table a (id int);", [B]: "create table b (id int);" });
    const runs = await Promise.all([1, 2, 3, 4].map(() => bench.run("migrate", { wait: "30s" })));
    expect(runs.map((run) => run.exitCode)).toEqual([0, 0, 0, 0]);
    const outcomes = runs.map(({ data }) => /"outcome":"([^"]*)"/.exec(JSON.stringify(data))?.[1]);
    expect(outcomes.filter((outcome) => outcome === "applied")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "nothing-to-do")).toHaveLength(3);
  });

  test("one makes the history while another looks for it: it is not taken for one that lies elsewhere", async () => {
    const name = { schema: undefined, name: "backwright_migrations" };
    const none = await locateTable(bench.session, name);
    let isMade = false;
    const query: Session["query"] = async (...asked) => {
      const rows = await bench.session.query(...asked);
      if (!isMade) await ensureTable(bench.session, none);
      isMade = true;
      return rows;
    };
    const looking = new Proxy(bench.session, { get: (own, key) => (key === "query" ? query : Reflect.get(own, key)) });
    expect(await locateTable(looking, name)).toEqual(none);
    expect(await locateTable(bench.session, name)).toMatchObject({ exists: true, isCurrent: true });
  });

  test("one is slow: the other gives up with the holder's name", async () => {
    await bench.session.script("create table gate ()");
    await bench.write({ [A]: GATED });
    const abort = new AbortController();
    const slow = bench.run("migrate", {}, { signal: abort.signal }).catch((error: unknown) => error);
    await until(SLEEPERS, 1);
    const second = await bench.run("migrate", { wait: "0s" });
    expect(second).toMatchObject({ exitCode: 3, error: "migration-locked" });
    expect(second.message).toMatch(/process \d+ \(backwright migrate, user \w+, connected since \d{4}-\d\d-\d\dT/);
    abort.abort(new Error("enough"));
    await slow;
  });
});

describe("the run is cut off", () => {
  test("killed in the middle of a file: nothing of it stays, and the next run applies it", async () => {
    await bench.session.script("create table gate ()");
    await bench.write({ [A]: "create table a (id int);", [B]: GATED });
    const child = startChild(bench);
    await Promise.race([until(SLEEPERS, 1), child.died]);
    child.kill();
    await until(
      "select count(*)::int from pg_stat_activity where application_name = 'backwright migrate' and datname = current_database()",
      0,
    );
    expect(await bench.value("select to_regclass('b')::text")).toBeNull();
    expect(await applied()).toBe("20240101_a");
    await bench.session.script("drop table gate");
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240102_b" }] } });
  });

  test("Ctrl-C in a long statement: the run ends at once and the server drops it", async () => {
    await bench.session.script("create table gate ()");
    await bench.write({ [A]: GATED });
    const abort = new AbortController();
    const run = bench.run("migrate", {}, { signal: abort.signal }).catch((error: unknown) => error);
    await until(SLEEPERS, 1);
    const reason = new Error("interrupted");
    abort.abort(reason);
    expect(await run).toBe(reason);
    await until(SLEEPERS, 0);
    expect(await bench.value("select to_regclass('b')::text")).toBeNull();
  });

  test("the connection breaks: the file and the statement are named, exit 3", async () => {
    await bench.session.script("create table gate ()");
    await bench.write({ [A]: GATED });
    const run = bench.run("migrate");
    await until(SLEEPERS, 1);
    await bench.session.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
    const result = await run;
    expect(result).toMatchObject({ exitCode: 3, error: "migration-connection-lost" });
    expect(result.message).toContain("migrations/20240101_a.sql, statement 2");
    expect(await bench.value("select to_regclass('b')::text")).toBeNull();
  });
});

describe("a reader holds the table", () => {
  test("the statement gives up after the lock timeout, exit 3, and readers behind it go on", async () => {
    await bench.write({ [A]: "create table a (id int);" });
    await bench.run("migrate");
    const world = await testWorld([]);
    await using reader = await world.databases.open({ url: bench.url });
    await reader.script("begin; select * from a");
    await bench.write({ [B]: "alter table a add column b int;" });
    // Pauses between the tries are left out.
    const clock = { ...world.clock, sleep: async () => undefined };
    const run = await bench.run("migrate", { lockTimeout: "50ms" }, { world: { clock } });
    expect(run).toMatchObject({
      exitCode: 3,
      data: { outcome: "failed", failure: { sqlState: "55P03", rolledBack: true } },
    });
    expect(await bench.value("select count(*)::int from a")).toBe(0);
    await reader.script("commit");
    expect(await bench.run("migrate", { lockTimeout: "50ms" })).toMatchObject({ exitCode: 0 });
  });
});

// Every one of them is in bench/migrate-faults.ts.
describe("kill -9 at a boundary of statements", () => {
  test.each([
    ["migrate", 31, "sent"],
    ["rollback", 40, "sent"],
  ] as const)(
    "%s, killed at call %i when it is %s: told truthfully, and gone on with",
    async (command, call, phase) => {
      await expect(survive(serverOfFile(), { command, call, phase })).resolves.toBeUndefined();
    },
  );
});
