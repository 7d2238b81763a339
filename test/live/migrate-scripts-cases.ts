// What files may hold beyond plain statements: psql's commands, rows, variables, other tools' marks, backfills, code.
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isRecord } from "../../src/kit/index.ts";
import { matching } from "../support/matching.ts";
import { testWorld } from "../support/world.ts";
import { bench } from "./migrate-each.ts";

const A = "20240101_a.sql";

describe("commands of psql", () => {
  test("\\set, \\i, \\ir, quiet commands and the rows of COPY", async () => {
    await mkdir(join(bench.folder, "migrations", "parts"));
    await bench.write({
      "parts/table.sql": 'create table :"name" (id int, word text, at date);\n\\ir rows.sql\n',
      "parts/rows.sql":
        "copy items (id, word) from stdin;\n1\tone;\\ttab\n2\t\\N\n\\.\ninsert into items values (3, :'word');\n",
      [A]: [
        "\\set ON_ERROR_STOP on",
        "\\set name items",
        "\\set word 'it''s; ' three",
        "\\echo starting",
        "\\i parts/table.sql",
        "COPY items FROM stdin WITH (FORMAT csv, HEADER);",
        "id,word,at",
        '4,"fo;ur",2024-02-29',
        "\\.",
        "select :undefined[1:2] from (select array[1,2,3] as undefined) q where false;",
      ].join("\n"),
    });
    await bench.write({
      [A]: (await readFile(join(bench.folder, "migrations", A), "utf8")).replace(/\nselect :und.*/, ""),
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ statements: 4 }] } });
    expect(
      await bench.value(
        "select string_agg(concat_ws('|', id, coalesce(word, 'null'), at), ' ' order by id) from items",
      ),
    ).toBe("1|one;\ttab 2|null 3|it's; three 4|fo;ur|2024-02-29");
  });

  test("an included file counts for the checksum, its comments do not", async () => {
    await mkdir(join(bench.folder, "migrations", "parts"));
    await bench.write({ "parts/x.sql": "create table x (id int default 1);", [A]: "\\i parts/x.sql\n" });
    await bench.run("migrate");
    await bench.write({ "parts/x.sql": "-- why\ncreate table x (id int default 1);" });
    expect(await bench.run("status", { check: true })).toMatchObject({ exitCode: 0 });
    await bench.write({ "parts/x.sql": "create table x (id int default 2);" });
    expect(await bench.run("status")).toMatchObject({ data: { migrations: [{ state: "edited" }] } });
  });

  test("a link out of the folder is not followed, one within it is", async () => {
    await writeFile(join(bench.folder, "outside.sql"), "create table outside ();");
    await symlink(join(bench.folder, "outside.sql"), join(bench.folder, "migrations", "link.txt"));
    await bench.write({ "inside.txt": "create table inside ();", [A]: "\\i link.txt\n" });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({
      exitCode: 2,
      data: { refusals: [{ code: "migration-include", evidence: { what: "link.txt", reason: "link" } }] },
    });
    expect(run.text).toContain("it is a link that leads out of the folder of migrations");
    await symlink("inside.txt", join(bench.folder, "migrations", "near.txt"));
    await bench.write({ [A]: "\\i near.txt\n" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select concat(to_regclass('outside'), to_regclass('inside'))")).toBe("inside");
  });

  test("rows of COPY that are refused name the file, and nothing is kept", async () => {
    await bench.write({ [A]: "create table t (id int);\ncopy t from stdin;\n1\nx\n\\.\n" });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 1,
      data: { failure: { sqlState: "22P02", statement: 2, line: 2, rolledBack: true } },
    });
    expect(await bench.value("select to_regclass('t')::text")).toBeNull();
    await bench.write({ [A]: "create table t (id int);\ncopy t from stdin;\n1\n2\n\\.\n" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
  });
});

describe("placeholders", () => {
  test("--set fills them in, quoted as they ask, and leaves strings and bodies alone", async () => {
    await bench.write({
      [A]: [
        "create table :\"table\" (id int default :start, word text default :'word');",
        "insert into :\"table\" (word) values (':start');",
        "do $$ begin execute 'insert into \"My \"\"Table\" (word) values ('':start'')'; end $$;",
        'insert into :"table" default values;',
      ].join("\n"),
    });
    const set = ['table=My "Table', "start=7", "word=it's"];
    expect(await bench.run("migrate", { set })).toMatchObject({ exitCode: 0 });
    expect(await bench.value('select string_agg(concat(id, word), \',\' order by word) from "My ""Table"')).toBe(
      "7:start,7:start,7it's",
    );
    expect(await bench.run("status", { check: true, set: [] })).toMatchObject({ exitCode: 0 });
    expect(await bench.run("status", { check: true, set: ["table=x", "start=9", "word=y"] })).toMatchObject({
      exitCode: 0,
    });
  });
});

describe("files of other tools", () => {
  test.each([
    [
      "goose",
      "00001_a.sql",
      "-- +goose Up\n-- +goose StatementBegin\ncreate table a (x int);\n-- +goose StatementEnd\n\n-- +goose Down\ndrop table a;\n",
    ],
    [
      "goose without a transaction",
      "20240101120000_a.sql",
      "-- +goose NO TRANSACTION\n-- +goose Up\ncreate table a (x int);\ncreate index concurrently a_x on a (x);\n-- +goose Down\ndrop table a;\n",
    ],
    ["dbmate", "20240101120000_a.sql", "-- migrate:up\ncreate table a (x int);\n\n-- migrate:down\ndrop table a;\n"],
    [
      "node-pg-migrate",
      "1704103200000_a.sql",
      "-- Up Migration\ncreate table a (x int);\n\n-- Down Migration\ndrop table a;\n",
    ],
    ["golang-migrate", "000001_a.up.sql", "create table a (x int);"],
  ])("%s", async (_, file, text) => {
    await bench.write({ [file]: text });
    if (file.includes(".up.")) await bench.write({ [file.replace(".up.", ".down.")]: "drop table a;" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect(await bench.value("select to_regclass('a')::text")).toBe("a");
    expect(await bench.run("rollback")).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect(await bench.value("select to_regclass('a')::text")).toBeNull();
    expect(await bench.run("redo")).toMatchObject({ data: { outcome: "nothing-to-do" } });
  });

  test("the failing line is the file's", async () => {
    await bench.write({
      "20240101120000_a.sql": "-- migrate:up\nselect 1;\n\nselect nope;\n-- migrate:down\nselect 1;\n",
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 1, data: { failure: { line: 4, column: 8 } } });
  });
});

describe("backfills", () => {
  const FILL = "-- backwright:batch by=id size=7\nupdate t set v = coalesce(v, 0) + 1 where id <> 50;";

  test("are run in parts; a broken one goes on behind the last part, and no row is done twice", async () => {
    await bench.session.script(
      "create table t (id int primary key, v int); insert into t select g from generate_series(1, 100) g",
    );
    await bench.session.script(
      "create function stop() returns trigger language plpgsql as $$ begin if new.id = 60 then raise 'stop'; end if; return new; end $$;" +
        "create trigger stop before update on t for each row execute function stop()",
    );
    await bench.write({ [A]: FILL });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 1,
      data: { failure: { message: "stop", rolledBack: false } },
    });
    expect(await bench.value("select position from backwright_migrations_journal")).toBe("56");
    expect(await bench.value("select count(v)::int from t")).toBe(55);
    await bench.session.script("drop trigger stop on t");
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select string_agg(distinct coalesce(v::text, 'null'), ',') || count(v) from t")).toBe(
      "1,null99",
    );
  });

  test("by any kind of key, and on an empty table", async () => {
    await bench.session.script(
      "create table u (id uuid primary key default gen_random_uuid(), v int); insert into u select from generate_series(1, 50);" +
        'create table "E" ("Key" text collate "C" primary key, v int)',
    );
    await bench.write({
      [A]: '-- backwright:batch by=id size=7\nupdate u as x set v = 1;\n-- backwright:batch by="Key"\ndelete from "E" where v = 1;',
    });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select sum(v)::int from u")).toBe(50);
  });

  test("a key without an index of its own is a failure before anything is run", async () => {
    await bench.session.script("create table t (id int, v int)");
    await bench.write({ [A]: FILL });
    const run = await bench.run("migrate");
    expect(run).toMatchObject({ exitCode: 1, data: { failure: { sqlState: null, rolledBack: true } } });
    expect(run.text).toContain("cannot lead a backfill");
  });
});

describe("migrations that are code", () => {
  const CODE = [
    "export async function up(client) {",
    "  await client.query('create table a (id int)');",
    "  const [row] = await client.query('select $1::int as n', [3]);",
    "  await client.query('insert into a values ($1)', [row.n]);",
    "}",
    "export async function down(client) { await client.query('drop table a'); }",
  ].join("\n");

  test("run in the file's transaction, up and down", async () => {
    await bench.write({ "20240101_a.mjs": CODE, "20240102_b.sql": "create table b (id int);" });
    expect(await bench.run("migrate")).toMatchObject({ exitCode: 0, data: { applied: [{ statements: 1 }, {}] } });
    expect(await bench.value("select id from a")).toBe(3);
    await bench.write({ "20240102_b_rollback.sql": "drop table b;" });
    expect(await bench.run("rollback", { steps: 2 })).toMatchObject({ exitCode: 0 });
    expect(await bench.value("select to_regclass('a')::text")).toBeNull();
  });

  test("what they throw rolls them back; a COMMIT of theirs is refused", async () => {
    await bench.write({
      "20240101_a.mjs":
        "export async function up(client) { await client.query('create table a ()'); throw new Error('no'); }",
    });
    expect(await bench.run("migrate")).toMatchObject({
      exitCode: 1,
      data: { failure: { message: "no", rolledBack: true } },
    });
    await bench.write({
      "20240101_a.mjs":
        "export const up = async (client) => { await client.query('create table a ()'); await client.query('commit'); };\n",
    });
    const run = await bench.run("migrate");
    expect(run.text + run.message).toContain("it sends COMMIT");
    expect(await bench.value("select to_regclass('a')::text")).toBeNull();
  });

  test("TypeScript runs where Node strips types, and else is an error that says so", async () => {
    await bench.write({
      "20240101_a.ts":
        "export async function up(client: { query(sql: string): Promise<unknown> }) { await client.query('create table a ()'); }\n",
    });
    const bin = join(import.meta.dirname, "../../bin/backwright.js");
    const { processes } = await testWorld([]);
    const run = await processes.run(processes.node, [bin, "db", "migrate", "--yes", "--connection", bench.url], {
      cwd: bench.folder,
    });
    const features: unknown = process.features;
    const strips = isRecord(features) && Boolean(features["typescript"]);
    expect(run).toMatchObject(
      strips ? { code: 0 } : { code: 2, stderr: matching(/does not strip types; name it \.mjs/) },
    );
    expect(await bench.value("select to_regclass('a')::text")).toBe(strips ? "a" : null);
  });
});
