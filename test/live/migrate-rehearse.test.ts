// A dry run on a shadow: what it sees, and that the database itself is neither locked nor changed.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

let server: Server;
let bench: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  bench = await openBench(server);
});
afterEach(() => bench[Symbol.asyncDispose]());

test("shows locks, rewrites and the way back; a table that is locked against writers does not stop it", async () => {
  await bench.session.script(
    "create table t (id int primary key, v int); insert into t select g, g from generate_series(1, 100) g",
  );
  await bench.write({
    "20240101_a.sql": "alter table t add column w int;\nalter table t alter column v type bigint;",
    "20240101_a_rollback.sql": "alter table t alter column v type int;\nalter table t drop column w;",
    "20240102_i.sql": "create index concurrently t_v on t (v);",
    "20240102_i_rollback.sql": "drop index concurrently t_v;",
  });
  await bench.session.script("begin; lock table t in exclusive mode");
  const run = await bench.run("migrate", { dryRun: true, yes: false });
  await bench.session.script("rollback");
  expect(run).toMatchObject({
    exitCode: 0,
    data: {
      outcome: "planned",
      rehearsal: {
        undone: "identity",
        scripts: [
          {
            migration: "20240101_a",
            direction: "up",
            statements: [
              { locks: [{ relation: "public.t", mode: "access-exclusive" }], rewritten: [] },
              { rewritten: ["public.t", "public.t_pkey"] },
            ],
          },
          { migration: "20240102_i", direction: "up", error: null },
          { migration: "20240102_i", direction: "down" },
          { migration: "20240101_a", direction: "down" },
        ],
      },
    },
  });
  expect(run.text).toContain("rewrites public.t, public.t_pkey");
  expect(run.text).toContain("Taken back, the schema was exactly as before.");
  expect(await bench.value("select count(*)::int from information_schema.columns where table_name = 't'")).toBe(2);
  expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
});

test("a statement that fails there is exit 1, and a rollback is rehearsed as well", async () => {
  await bench.write({
    "20240101_a.sql": "create table a (id int);",
    "20240101_a_rollback.sql": "drop table a;\ncreate table left_behind ();",
  });
  await bench.run("migrate");
  const back = await bench.run("rollback", { dryRun: true, yes: false });
  expect(back).toMatchObject({
    exitCode: 0,
    data: { rehearsal: { undone: "differs", differences: [{ kind: "new" }] } },
  });
  await bench.write({ "20240102_b.sql": "alter table nothing add column x int;" });
  const run = await bench.run("migrate", { dryRun: true });
  expect(run).toMatchObject({
    exitCode: 1,
    data: {
      outcome: "planned",
      rehearsal: { undone: "not-run", scripts: [{ error: { statement: 1, sqlState: "42P01" } }] },
    },
  });
});
