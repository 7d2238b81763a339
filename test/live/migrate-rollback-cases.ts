// Going back: steps, targets, refusals, files that PostgreSQL refuses in a transaction, redo.
import { describe, expect, test } from "vitest";
import { bench } from "./migrate-each.ts";

const FILES = {
  "20240101_a.sql": "create table a (id int);",
  "20240101_a_rollback.sql": "drop table a;",
  "20240102_b.sql": "create table b (id int);",
  "20240102_b_rollback.sql": "drop table b;",
  "20240103_c.sql": "create table c (id int);\ninsert into c values (1), (2);",
  "20240103_c_rollback.sql": "drop table c;",
} as const;
const applied = (): Promise<unknown> =>
  bench.value("select coalesce(string_agg(substr(id, 10), '' order by id), '') from backwright_migrations");
const tables = (): Promise<unknown> =>
  bench.value("select string_agg(relname, '' order by 1) from pg_class where relname in ('a', 'b', 'c')");

describe("db rollback", () => {
  test.each([
    ["--steps 2", { steps: 2 }, "a"],
    ["--to the first", { to: "a" }, "a"],
    ["--all", { all: true }, ""],
    ["one by its name", { file: "b" }, "ac"],
  ])("%s", async (_, input, left) => {
    await bench.write(FILES);
    await bench.run("migrate");
    expect(await bench.run("rollback", input)).toMatchObject({ exitCode: 0 });
    expect([await applied(), (await tables()) ?? ""]).toEqual([left, left]);
    expect(await bench.run("migrate", { allow: ["out-of-order"] })).toMatchObject({ exitCode: 0 });
    expect(await applied()).toBe("abc");
  });

  test("the newest goes first, and the journal keeps both ways", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    const run = await bench.run("rollback", { steps: 2 });
    expect(run).toMatchObject({
      data: { outcome: "applied", applied: [{ migration: "20240103_c" }, { migration: "20240102_b" }], pending: [] },
    });
    expect(run.text).toContain("migrations/20240103_c_rollback.sql");
    const rows = await bench.session.query(
      "select run, direction, statement, words from backwright_migrations_journal where id = '20240103_c' order by 1, 3",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [1, "up", 1, "create table c"],
      [1, "up", 2, "insert into c values"],
      [2, "down", 1, "drop table c"],
    ]);
  });

  test("asks with the database and the rows at risk; no is exit 4, and so is no terminal", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.session.script("analyze c");
    const declined = await bench.run("rollback", { yes: false }, { answers: [false] });
    expect(declined).toMatchObject({ exitCode: 4, error: "declined" });
    expect(declined.message).toContain(`in database ${bench.session.database} at`);
    expect(declined.message).toContain("Data at risk: table c (~2 rows).");
    expect(await bench.run("rollback", { yes: false })).toMatchObject({ exitCode: 4, error: "consent-needed" });
    expect(await applied()).toBe("abc");
  });

  test("--dry-run lists and changes nothing", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    expect(await bench.run("rollback", { steps: 2, dryRun: true, shadow: false, yes: false })).toMatchObject({
      exitCode: 0,
      data: { outcome: "planned", pending: [{ migration: "20240103_c" }, { migration: "20240102_b" }] },
    });
    expect(await applied()).toBe("abc");
  });

  test("targets that contradict are exit 2", async () => {
    await bench.write(FILES);
    expect(await bench.run("rollback", { steps: 1, to: "a" })).toMatchObject({ exitCode: 2, error: "bad-input" });
    expect(await bench.run("rollback", { to: "nothing" })).toMatchObject({
      exitCode: 2,
      error: "migration-file-unknown",
    });
  });

  test.each([
    ["no rollback file", undefined, "rollback-missing", 4],
    [
      "one that says it cannot be undone",
      "-- backwright:irreversible: rows of a are gone\nselect 1;",
      "rollback-irreversible",
      4,
    ],
  ])("%s: refused, nothing is undone, also not what comes before it", async (_, text, code, exitCode) => {
    await bench.write(FILES);
    await bench.run("migrate");
    if (text === undefined) await bench.remove("20240102_b_rollback.sql");
    else await bench.write({ "20240102_b_rollback.sql": text });
    const run = await bench.run("rollback", { steps: 2 });
    expect(run).toMatchObject({ exitCode, data: { outcome: "refused", refusals: [{ code }] } });
    expect([await applied(), await tables()]).toEqual(["abc", "abc"]);
  });

  test("an edited migration is refused unless told", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ "20240103_c.sql": "create table c (id bigint);" });
    expect(await bench.run("rollback")).toMatchObject({
      exitCode: 4,
      data: { refusals: [{ code: "migration-edited" }] },
    });
    expect(await bench.run("rollback", { allow: ["edited"] })).toMatchObject({ exitCode: 0 });
    expect(await applied()).toBe("ab");
  });

  test("a rollback that fails is rolled back itself, and what was undone before stays undone", async () => {
    await bench.write({ ...FILES, "20240102_b_rollback.sql": "drop table b;\ndrop table nothing;" });
    await bench.run("migrate");
    const run = await bench.run("rollback", { steps: 3 });
    expect(run).toMatchObject({
      exitCode: 1,
      data: {
        outcome: "failed",
        applied: [{ migration: "20240103_c" }],
        failure: { file: "migrations/20240102_b_rollback.sql", statement: 2, line: 2, rolledBack: true },
        pending: [{ migration: "20240102_b" }, { migration: "20240101_a" }],
      },
    });
    expect([await applied(), await tables()]).toEqual(["ab", "ab"]);
  });
});

describe("a rollback that PostgreSQL refuses in a transaction", () => {
  const INDEXED = {
    "20240101_a.sql": "create table a (id int);",
    "20240101_a_rollback.sql": "drop table a;",
    "20240102_i.sql": "create index concurrently a_i on a (id);\ncreate table log (x int);",
    "20240102_i_rollback.sql": "drop index concurrently a_i;\ninsert into log values (1);\ndrop table gone;",
  } as const;

  test("is gone on with at the statement that failed", async () => {
    await bench.write(INDEXED);
    await bench.run("migrate");
    const broken = await bench.run("rollback");
    expect(broken).toMatchObject({ exitCode: 1, data: { failure: { statement: 3, rolledBack: false } } });
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "half-reverted" }] },
    });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 4,
      data: { refusals: [{ code: "migration-half-reverted" }] },
    });
    await bench.session.script("create table gone ()");
    expect(await bench.run("rollback")).toMatchObject({
      exitCode: 0,
      data: { applied: [{ migration: "20240102_i" }] },
    });
    expect(await bench.value("select count(*)::int from log")).toBe(1);
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "pending" }] },
    });
  });

  test("an index that a broken try has dropped already is not dropped again", async () => {
    await bench.write({ ...INDEXED, "20240102_i_rollback.sql": "drop index concurrently a_i;" });
    await bench.run("migrate");
    await bench.session.script(
      `update backwright_migrations set state = 'reverting' where id = '20240102_i'; drop index a_i;
       insert into backwright_migrations_journal (id, run, direction, statement, words, checksum, raw_checksum, state)
         values ('20240102_i', 2, 'down', 1, 'drop index', 'x', 'x', 'running')`,
    );
    expect(await bench.run("rollback")).toMatchObject({ exitCode: 0 });
    expect(await applied()).toBe("a");
  });

  test("a migration that was begun and failed can be undone", async () => {
    await bench.write({
      ...INDEXED,
      "20240102_i.sql": "create unique index concurrently a_i on a (id);",
      "20240102_i_rollback.sql": "drop index concurrently if exists a_i;",
    });
    await bench.run("migrate", { file: "a" });
    await bench.session.script("insert into a values (1), (1)");
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 1 });
    expect(await bench.run("rollback")).toMatchObject({
      exitCode: 0,
      data: { applied: [{ migration: "20240102_i" }] },
    });
    expect(await bench.value("select to_regclass('a_i')::text")).toBeNull();
    expect(await applied()).toBe("a");
  });
});

describe("db redo", () => {
  test("undoes and applies the newest as it stands now", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ "20240103_c.sql": "create table c (id int, more int);" });
    const run = await bench.run("redo");
    expect(run).toMatchObject({
      exitCode: 0,
      data: { applied: [{ migration: "20240103_c" }], reapplied: [{ migration: "20240103_c" }] },
    });
    expect(await bench.value("select count(*)::int from information_schema.columns where table_name = 'c'")).toBe(2);
    expect(await bench.run("status", { check: true })).toMatchObject({ exitCode: 0 });
  });

  test("a migration that does not apply again is pending, and said so", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ "20240103_c.sql": "create table c (id nonsense);" });
    expect(await bench.run("redo", { steps: 2 })).toMatchObject({
      exitCode: 1,
      data: {
        outcome: "failed",
        applied: [{}, {}],
        reapplied: [{ migration: "20240102_b" }],
        pending: [{ migration: "20240103_c" }],
      },
    });
    expect([await applied(), await tables()]).toEqual(["ab", "ab"]);
  });

  test("a file that cannot be applied is refused before anything is undone", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ "20240103_c.sql": "\\! ls" });
    expect(await bench.run("redo")).toMatchObject({ exitCode: 2, data: { outcome: "refused" } });
    expect(await applied()).toBe("abc");
  });
});
