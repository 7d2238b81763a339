// What a run shows without doing it, and what it leaves to read: the dry run on a shadow, --sql, --log, pages, the schema.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { testWorld } from "../support/world.ts";
import { bench } from "./migrate-each.ts";

const A = "20240101_a.sql";

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

describe("for people and machines", () => {
  test("--log keeps events as JSON lines, without the text of statements", async () => {
    await bench.write({ [A]: "create table a (id int);\nselect 'secret';", "20240102_b.sql": "select nope" });
    await bench.run("migrate", { log: "run.jsonl" });
    const text = await readFile(join(bench.folder, "run.jsonl"), "utf8");
    const events = text
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(events).toMatchObject([
      { kind: "started", direction: "up", migration: { migration: "20240101_a" } },
      { kind: "statement", statement: 1, words: "create table a" },
      { kind: "statement-done", statement: 1 },
      { kind: "statement", statement: 2 },
      { kind: "statement-done" },
      { kind: "applied" },
      { kind: "started" },
      { kind: "statement" },
      { kind: "failed", failure: { sqlState: "42703", line: 1 } },
    ]);
    expect(text).not.toContain("secret");
  });

  test("--sql prints a script that psql runs to the same end, history included", async (context) => {
    const psql = await (await testWorld([])).processes.which("psql");
    if (psql === undefined) context.skip("no psql here");
    await bench.write({
      [A]: "create table a (id int);\ncopy a from stdin;\n1\n\\.\nselect 'it''s' -- end\n;",
      "20240102_i.sql": "create index concurrently a_i on a (id);",
      "20240101_a_rollback.sql": "drop table a;",
      "20240102_i_rollback.sql": "drop index concurrently a_i;",
    });
    const planned = await bench.run("migrate", { sql: true });
    expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
    await runPsql(psql ?? "", planned.text);
    expect(await bench.run("status", { check: true })).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select indisvalid from pg_index where indexrelid = 'a_i'::regclass")).toBe(true);
    await runPsql(psql ?? "", (await bench.run("rollback", { steps: 2, sql: true })).text);
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "pending" }, { state: "pending" }] },
    });
  });

  test("--sql ends in front of what is no SQL, says so, and records nothing of it", async () => {
    await bench.write({
      [A]: "create table a (id int);",
      "20240102_fill.mjs": "export const up = async () => {}; export const down = async () => {};",
      "20240103_b.sql": "create table b (id int);",
    });
    const run = await bench.run("migrate", { sql: true });
    expect(run).toMatchObject({
      exitCode: 0,
      data: {
        notPrinted: [
          { migration: "20240102_fill", reason: "code" },
          { migration: "20240103_b", reason: "after" },
        ],
      },
    });
    expect(run.text).toContain("create table a");
    expect(run.text).toContain("--   migrations/20240102_fill.mjs is code, not SQL");
    expect(run.text).not.toMatch(/create table b|'20240102_fill'|'20240103_b'/);
    const psql = await (await testWorld([])).processes.which("psql");
    if (psql === undefined) return;
    await runPsql(psql, run.text);
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "pending" }, { state: "pending" }] },
    });
    expect((await bench.run("migrate", { sql: true })).text).toMatch(/^-- THIS IS NOT ALL/);
  });

  test("db dump and --dump write the schema, the same every time, without the history", async (context) => {
    await bench.write({ [A]: "create table a (id int);" });
    const first = await bench.run("migrate", { dump: "schema.sql" });
    if (first.error === "schema-dump-program") {
      expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
      context.skip("no pg_dump of the server's major here: refused before anything was run");
    }
    const text = await readFile(join(bench.folder, "schema.sql"), "utf8");
    expect(text).toContain("CREATE TABLE public.a");
    expect(text).not.toMatch(/backwright_migrations|restrict|Dumped/);
    expect((await bench.run("dump")).text).toBe(text);
  });
});

async function runPsql(program: string, script: string): Promise<void> {
  const file = join(bench.folder, "script.sql");
  await writeFile(file, script);
  await promisify(execFile)(program, ["-X", "-q", "-f", file, bench.url]);
}
