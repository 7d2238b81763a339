// The history itself: its upgrade from the first layout, baseline, repair, verify.
import { describe, expect, test } from "vitest";
import { bench } from "./migrate-each.ts";

const A = "20240101_a.sql";
const B = "20240102_b.sql";
const FILES = { [A]: "create table a (id int);", [B]: "create table b (id int);" } as const;

/** As the first version made it. */
const FIRST_LAYOUT = `create table backwright_migrations (
    id text primary key, checksum text not null, raw_checksum text not null,
    state text not null check (state in ('running', 'failed', 'applied')),
    recorded_at timestamptz not null default clock_timestamp(), recorded_by text not null default session_user,
    duration_ms bigint, standalone boolean not null default false)`;

describe("a history of the first version", () => {
  test("is read as it is, and brought to this version by the next run without loss", async () => {
    await bench.write(FILES);
    await bench.run("migrate", { file: "a" });
    await bench.session.script(
      `alter table backwright_migrations rename to kept; drop table backwright_migrations_journal; ${FIRST_LAYOUT};
       insert into backwright_migrations select id, checksum, raw_checksum, state, '2024-01-01', 'ada', 7, standalone from kept;
       drop table kept`,
    );
    const before = await bench.session.query("select * from backwright_migrations");
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied", appliedBy: "ada", durationMs: 7 }, { state: "pending" }] },
    });
    expect(await bench.session.query("select * from backwright_migrations")).toEqual(before);
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240102_b" }] } });
    const [first = {}] = await bench.session.query("select * from backwright_migrations order by id");
    expect(first).toEqual({ ...before[0], origin: "run" });
    await bench.session.script("update backwright_migrations set state = 'reverting' where id = '20240101_a'");
  });

  test("an index that it left unfinished is still found and rebuilt", async () => {
    await bench.session.script(
      `create table t (v int); insert into t values (1), (1); ${FIRST_LAYOUT};
       insert into backwright_migrations (id, checksum, raw_checksum, state) values ('20240101_i', 'x', 'x', 'running')`,
    );
    const index = "create unique index concurrently t_v on t (v);";
    await expect(bench.session.script(index)).rejects.toMatchObject({ code: "database-query-failed" });
    await bench.session.script("delete from t where ctid = (select min(ctid) from t)");
    await bench.write({ "20240101_i.sql": index });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.text).toContain("left by an earlier try was dropped and built anew");
  });

  test("a journal's name that belongs to another table is refused", async () => {
    await bench.write(FILES);
    await bench.run("migrate", { file: "a" });
    await bench.session.script(
      "drop table backwright_migrations_journal; create table backwright_migrations_journal (x int)",
    );
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 2, error: "migration-table-foreign" });
  });
});

describe("a history that is not where it was", () => {
  test("another search path does not make it look empty: refused with 4, and the way out works", async () => {
    await bench.write(FILES);
    await bench.run("migrate", { file: "a" });
    await bench.session.script(`create schema app; alter database ${bench.session.database} set search_path = app`);
    const refused = { exitCode: 4, error: "migration-history-elsewhere" };
    expect(await bench.run("status")).toMatchObject(refused);
    const run = await bench.run("migrate");
    expect(run).toMatchObject(refused);
    expect(run.message).toContain("public.backwright_migrations");
    const table = "public.backwright_migrations";
    expect(await bench.run("migrate", { table })).toMatchObject({ data: { applied: [{ migration: "20240102_b" }] } });
    expect(await bench.run("status", { table: "app.backwright_migrations" })).toMatchObject({
      data: { tableExists: false },
    });
  });

  test("a file that drops it with its schema is rolled back, and told so", async () => {
    await bench.write({ [A]: FILES[A] });
    await bench.run("migrate");
    await bench.write({ [B]: "drop schema public cascade; create schema public;" });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({
      exitCode: 1,
      data: { failure: { at: "history", statement: null, sqlState: "42P01", rolledBack: true } },
    });
    expect(run.text).toContain("20240102_b.sql, when the history was to be written");
    expect(run.text).toContain("dropped or renamed the table of the history");
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "pending" }] },
    });
  });

  test("locked by somebody else, it is not waited for without end", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.session.script("begin; lock table backwright_migrations in access exclusive mode");
    const run = await bench.run("status");
    await bench.session.script("rollback");
    expect(run).toMatchObject({ exitCode: 3, error: "migration-history-locked" });
  });
});

describe("db baseline", () => {
  test("records all up to the named one, runs none, and migrate begins behind it", async () => {
    await bench.session.script("create table a (id int)");
    await bench.write(FILES);
    const run = await bench.run("baseline", { upTo: "a" });
    expect(run).toMatchObject({ exitCode: 0, data: { outcome: "recorded", migrations: ["20240101_a"] } });
    expect(await bench.value("select origin from backwright_migrations")).toBe("baseline");
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ migration: "20240102_b" }] } });
  });

  test("asks; a history that holds anything is refused with 4", async () => {
    await bench.write(FILES);
    expect(await bench.run("baseline", { upTo: "a", yes: false }, { answers: [false] })).toMatchObject({
      exitCode: 4,
      error: "declined",
    });
    expect(await bench.run("baseline", { upTo: "a", dryRun: true, yes: false })).toMatchObject({
      data: { outcome: "planned" },
    });
    await bench.run("migrate");
    expect(await bench.run("baseline", { upTo: "a" })).toMatchObject({
      exitCode: 4,
      error: "migration-history-exists",
    });
  });
});

describe("db repair", () => {
  test("lists what it could do, changes only what is named", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ [A]: "create table a (id bigint);" });
    await bench.remove(B);
    const listed = await bench.run("repair", { yes: false });
    expect(listed).toMatchObject({
      exitCode: 0,
      data: {
        outcome: "listed",
        repairs: [
          { migration: "20240101_a", state: "edited", action: "accept-edit" },
          { migration: "20240102_b", state: "missing", action: "forget" },
        ],
      },
    });
    expect(await bench.run("repair", { names: ["20240101_a"], yes: false }, { answers: [false] })).toMatchObject({
      exitCode: 4,
      error: "declined",
    });
    expect(await bench.run("repair", { names: ["20240101_a"] })).toMatchObject({ exitCode: 0 });
    expect(await bench.run("status")).toMatchObject({
      data: { migrations: [{ state: "applied" }, { state: "missing" }] },
    });
    await bench.run("repair", { names: ["20240102_b"] });
    expect(await bench.run("status", { check: true })).toMatchObject({ exitCode: 0, data: { migrations: [{}] } });
    expect(await bench.value("select to_regclass('b')::text")).toBe("b");
  });

  test("an unfinished one needs to be told what it is", async () => {
    await bench.session.script("create table t (v int); insert into t values (1), (1)");
    await bench.write({ [A]: "create unique index concurrently t_v on t (v);" });
    await bench.run("migrate");
    expect(await bench.run("repair", { names: ["20240101_a"] })).toMatchObject({
      exitCode: 2,
      error: "migration-repair-unclear",
    });
    await bench.run("repair", { names: ["20240101_a"], as: "applied" });
    expect(await bench.run("status")).toMatchObject({ data: { migrations: [{ state: "applied" }] } });
    expect(await bench.run("repair", { names: ["20240101_a"] })).toMatchObject({
      exitCode: 2,
      error: "migration-repair-unclear",
    });
  });
});

describe("db verify", () => {
  test("proves what is undone exactly, and names what is not", async () => {
    await bench.write({
      ...FILES,
      "20240101_a_rollback.sql": "drop table a;",
      "20240103_c.sql": "alter table a add column x int;\ncreate index a_x on a (x);",
      "20240103_c_rollback.sql": "drop index a_x;",
    });
    const run = await bench.run("verify", { connection: undefined });
    expect(run).toMatchObject({
      exitCode: 1,
      data: {
        verdict: "not-ok",
        migrations: [
          { up: "ok", down: "identity", differences: [] },
          { up: "ok", down: "none" },
          { up: "ok", down: "differs" },
        ],
        history: null,
      },
    });
    expect(run.text).toMatch(/new: .*x/);
    await bench.write({ "20240103_c_rollback.sql": "alter table a drop column x;" });
    expect(await bench.run("verify", { connection: undefined })).toMatchObject({
      exitCode: 0,
      data: { verdict: "ok", migrations: [{}, {}, { down: "identity" }] },
    });
    expect(await bench.run("verify", { connection: undefined, requireRollback: true })).toMatchObject({ exitCode: 1 });
  });

  test("a file that fails ends it; a stranger's file reaches no program", async () => {
    await bench.write({ [A]: "copy (select 1) to program 'touch /tmp/backwright-was-here';", [B]: "select 1;" });
    expect(await bench.run("verify", { connection: undefined })).toMatchObject({
      exitCode: 1,
      data: { migrations: [{ up: "failed", failure: { sqlState: "42501" } }, { up: "not-run" }] },
    });
  });

  test("holds the files against the history", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    expect(await bench.run("verify", { shadow: false })).toMatchObject({ exitCode: 0, data: { verdict: "ok" } });
    await bench.write({ [A]: "create table a (id bigint);" });
    expect(await bench.run("verify", { shadow: false })).toMatchObject({
      exitCode: 1,
      data: { history: { refusals: [{ code: "migration-edited" }] } },
    });
  });
});

describe("a database that another tool has migrated", () => {
  const [FIRST, SECOND] = ["create table a (id int);", "create table b (id int);"];
  test.each([
    [
      "dbmate",
      "schema_migrations",
      ["20240101120000_a.sql", "20240102120000_b.sql"],
      "(version varchar primary key)",
      "('20240101120000')",
    ],
    [
      "goose",
      "goose_db_version",
      ["00001_a.sql", "00002_b.sql"],
      "(id serial, version_id bigint, is_applied boolean)",
      "(1, 0, true), (2, 1, true)",
    ],
    [
      "node-pg-migrate",
      "pgmigrations",
      ["1704103200000_a.sql", "1704189600000_b.sql"],
      "(id serial, name varchar(255), run_on timestamp)",
      "(1, '1704103200000_a', now())",
    ],
    [
      "golang-migrate",
      "schema_migrations",
      ["000001_a.up.sql", "000002_b.up.sql"],
      "(version bigint primary key, dirty boolean)",
      "(1, false)",
    ],
  ] as const)(
    "by %s: nothing is run twice, and the way over is said",
    async (tool, table, [first, second], columns, rows) => {
      const marks = {
        dbmate: "-- migrate:up\n",
        goose: "-- +goose Up\n",
        "node-pg-migrate": "-- Up Migration\n",
        "golang-migrate": "",
      };
      await bench.write({ [first]: `${marks[tool]}${FIRST}`, [second]: `${marks[tool]}${SECOND}` });
      await bench.session.script(`${FIRST} create table ${table} ${columns}; insert into ${table} values ${rows}`);
      const id = first.replace(/(?:\.up)?\.sql$/, "");
      const refused = await bench.run("migrate");
      expect(refused).toMatchObject({ exitCode: 4, error: "migration-history-other-tool" });
      expect(refused.message).toContain(`${tool} has run migrations of this folder already, up to ${id}`);
      expect(await bench.run("baseline", { upTo: id })).toMatchObject({ exitCode: 0, data: { migrations: [id] } });
      expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "applied", pending: [] } });
      expect(await bench.value("select to_regclass('b')::text")).toBe("b");
    },
  );

  test("whose numbers are none of the folder's is migrated as it is", async () => {
    await bench.write(FILES);
    await bench.session.script(
      "create table schema_migrations (version varchar); insert into schema_migrations values ('1')",
    );
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
  });
});
