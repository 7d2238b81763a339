import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bench } from "./migrate-each.ts";

const FILES = {
  "20240115_add_users.sql": "create table users (id int primary key);\ninsert into users values (1);\n",
  "20240115_101500_add_orders.sql": "create table orders (id int primary key, user_id int references users);\n",
  "20240115_add_users_rollback.sql": "drop table users;\n",
} as const;

describe("db migrate", () => {
  test("applies a folder in its order and then has nothing to do", async () => {
    await bench.write(FILES);
    const first = await bench.run("migrate");
    expect(first).toMatchObject({
      exitCode: 0,
      data: {
        outcome: "applied",
        table: "public.backwright_migrations",
        applied: [
          { migration: "20240115_add_users", statements: 2, transaction: true },
          { migration: "20240115_101500_add_orders", statements: 1, transaction: true },
        ],
        pending: [],
        failure: null,
      },
    });
    expect(await bench.value("select count(*)::int from users")).toBe(1);
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "nothing-to-do", applied: [] } });
  });

  test("keeps who, when, how long and both checksums", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    const rows = await bench.session.query(
      `select id, state, checksum ~ '^tokens-1:[0-9a-f]{64}$' as checksum, raw_checksum ~ '^[0-9a-f]{64}$' as raw,
         recorded_by = session_user as by, recorded_at <= clock_timestamp() as at, duration_ms >= 0 as duration
       from backwright_migrations order by recorded_at`,
    );
    const facts = { state: "applied", checksum: true, raw: true, by: true, at: true, duration: true };
    expect(rows).toEqual([
      { id: "20240115_add_users", ...facts },
      { id: "20240115_101500_add_orders", ...facts },
    ]);
  });

  test("asks, naming files and database; no is exit 4 and changes nothing", async () => {
    await bench.write(FILES);
    const declined = await bench.run("migrate", { yes: false }, { answers: [false] });
    expect(declined).toMatchObject({ exitCode: 4, error: "declined" });
    expect(declined.message).toContain("migrations/20240115_add_users.sql, migrations/20240115_101500_add_orders.sql");
    expect(declined.message).toContain(bench.session.database);
    expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
    expect(await bench.run("migrate", { yes: false }, { answers: [true] })).toMatchObject({ exitCode: 0 });
  });

  test("without a terminal and without --yes it is exit 4", async () => {
    await bench.write(FILES);
    expect(await bench.run("migrate", { yes: false })).toMatchObject({ exitCode: 4, error: "consent-needed" });
    expect(await bench.value("select to_regclass('users')::text")).toBeNull();
  });

  test("a dry run lists and touches nothing", async () => {
    await bench.write(FILES);
    const dry = await bench.run("migrate", { dryRun: true, shadow: false, yes: false });
    expect(dry).toMatchObject({
      exitCode: 0,
      data: { outcome: "planned", applied: [], pending: [{ statements: 2 }, { statements: 1 }] },
    });
    expect(dry.text).toContain("Dry run: nothing was changed.");
    expect(await bench.value("select count(*)::int from pg_class where relnamespace = 'public'::regnamespace")).toBe(0);
  });

  test("keeps the history where it is told, names quoted", async () => {
    await bench.session.script('create schema "My App"');
    await bench.write(FILES);
    const run = await bench.run("migrate", { table: '"My App"."the ""order"""' });
    expect(run).toMatchObject({ exitCode: 0, data: { table: '"My App"."the ""order"""' } });
    expect(await bench.value('select count(*)::int from "My App"."the ""order"""')).toBe(2);
  });

  test("a table name that is none, or another's table, is exit 2", async () => {
    await bench.write(FILES);
    expect(await bench.run("migrate", { table: "a; drop table b" })).toMatchObject({
      exitCode: 2,
      error: "migration-table-name",
    });
    await bench.session.script("create table theirs (id int)");
    expect(await bench.run("migrate", { table: "theirs" })).toMatchObject({
      exitCode: 2,
      error: "migration-table-foreign",
    });
  });

  test("one file by its path, its name or its title, when it is the next", async () => {
    await bench.write(FILES);
    expect(await bench.run("migrate", { file: "add_orders" })).toMatchObject({
      exitCode: 4,
      data: { outcome: "refused", refusals: [{ code: "migration-not-next" }] },
    });
    expect(await bench.run("migrate", { file: "migrations/add_users.sql" })).toMatchObject({
      exitCode: 0,
      data: { applied: [{ migration: "20240115_add_users" }] },
    });
    expect(await bench.run("migrate", { file: "migrations/20240115_101500_add_orders.sql" })).toMatchObject({
      exitCode: 0,
    });
    expect(await bench.run("migrate", { file: "nothing" })).toMatchObject({
      exitCode: 2,
      error: "migration-file-unknown",
    });
  });

  test("a file elsewhere is run by itself, and leaves the folder's order alone", async () => {
    await bench.write(FILES);
    await writeFile(join(bench.folder, "fix.sql"), "create table fixed ();");
    expect(await bench.run("migrate", { file: "fix.sql" })).toMatchObject({
      exitCode: 0,
      data: { applied: [{ migration: "fix", file: "fix.sql" }] },
    });
    expect(await bench.run("migrate", { file: "./fix.sql" })).toMatchObject({
      exitCode: 0,
      data: { outcome: "nothing-to-do" },
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{}, {}] } });
    expect(await bench.run("status", { check: true })).toMatchObject({
      exitCode: 0,
      data: { upToDate: true, migrations: [{}, {}, { migration: "fix", state: "standalone", file: null }] },
    });
    await writeFile(join(bench.folder, "fix.sql"), "create table edited ();");
    expect(await bench.run("migrate", { file: "fix.sql" })).toMatchObject({
      exitCode: 4,
      data: { refusals: [{ code: "migration-edited" }] },
    });
  });

  test("a rollback is not run as a migration", async () => {
    await bench.write(FILES);
    const file = "migrations/20240115_add_users_rollback.sql";
    expect(await bench.run("migrate", { file })).toMatchObject({ exitCode: 2, error: "migration-file-unknown" });
  });

  test("no folder and no database are said before anything else", async () => {
    expect(await bench.run("migrate", { migrations: "nowhere" })).toMatchObject({
      exitCode: 3,
      error: "migrations-folder-missing",
    });
    expect(await bench.run("migrate", { connection: undefined })).toMatchObject({
      exitCode: 2,
      error: "database-not-given",
    });
  });

  test("comments, dollar quotes, doubled quotes, a byte order mark and CRLF arrive as they are", async () => {
    await bench.write({
      "20240115_a.sql": [
        "\uFEFF-- it's; a comment",
        "create table t (a text default 'it''s;'); /* ; /* nested; */ */",
        "create function f() returns text language plpgsql as $body$ begin return '$$;' || ';'; end; $body$;",
        "create function g() returns int begin atomic select 1; select case when true then 2 end; end;",
        "insert into t values (E'back\\'slash;'), ($$dollar;$$), (f());",
      ].join("\r\n"),
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ statements: 4 }] } });
    expect(await bench.value("select string_agg(a, ',' order by a) from t")).toBe("$$;;,back'slash;,dollar;");
    expect(await bench.value("select g()")).toBe(2);
  });
});

describe("db status", () => {
  test("shows where each migration stands, and writes nothing", async () => {
    await bench.write(FILES);
    expect(await bench.run("status")).toMatchObject({
      exitCode: 0,
      data: {
        tableExists: false,
        upToDate: false,
        migrations: [
          { state: "pending", rollback: "migrations/20240115_add_users_rollback.sql" },
          { state: "pending", rollback: null },
        ],
      },
    });
    expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
    expect(await bench.run("status", { check: true })).toMatchObject({ exitCode: 1 });
    await bench.run("migrate");
    await bench.write({ "20240115_add_users.sql": `-- explained\n${FILES["20240115_add_users.sql"]}` });
    const after = await bench.run("status", { check: true });
    expect(after).toMatchObject({
      exitCode: 0,
      data: { upToDate: true, migrations: [{ commentsEdited: true }, { commentsEdited: false }] },
    });
    expect(after.text).toContain("applied (comments edited since)");
  });

  test("names the edited, the missing and the late", async () => {
    await bench.write(FILES);
    await bench.run("migrate");
    await bench.write({ "20240115_add_users.sql": "select 1", "20240101_late.sql": "select 1" });
    await bench.remove("20240115_101500_add_orders.sql");
    const { data, exitCode, text } = await bench.run("status");
    expect(exitCode).toBe(0);
    expect(data).toMatchObject({
      migrations: [{ state: "out-of-order" }, { state: "edited" }, { state: "missing", file: null }],
    });
    expect(text).toContain("migrations/20240101_late.sql: would have to run before 20240115_101500_add_orders");
  });
});

describe("db create", () => {
  test("writes both files, which wait for their statements", async () => {
    const created = await bench.run("create", { name: "Add user-table" });
    expect(created.exitCode).toBe(0);
    expect(created.text).toMatch(/^Created migration: migrations\/\d{8}_add_user_table\.sql$/m);
    expect((await readdir(join(bench.folder, "migrations"))).toSorted()).toEqual([
      expect.stringMatching(/^\d{8}_add_user_table\.sql$/),
      expect.stringMatching(/^\d{8}_add_user_table_rollback\.sql$/),
    ]);
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 2,
      data: { refusals: [{ code: "migration-empty" }] },
    });
    expect(await bench.run("create", { name: "add_user_table" })).toMatchObject({
      exitCode: 2,
      error: "migration-exists",
    });
  });

  test("what is made later sorts later", async () => {
    for (const name of ["zebra", "yak", "ape"]) await bench.run("create", { name });
    const { data } = await bench.run("status");
    expect(JSON.stringify(data)).toMatch(/"\d{8}_zebra".*"\d{8}_\d{6}_yak".*"\d{8}_\d{6}_ape"/);
  });
});
