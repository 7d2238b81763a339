import { describe, expect, test } from "vitest";
import { readFolder, type FolderOptions, type MigrationFile, type MigrationSource } from "../../../src/ledger/index.ts";
import { fileOf } from "../support.ts";

/** Files in memory, by path. */
function sourceOf(files: Readonly<Record<string, string>>): MigrationSource {
  const paths = Object.keys(files);
  return {
    list: async (folder) =>
      paths
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""),
    readBytes: async (path) => Buffer.from(files[path] ?? ""),
    facts: async (path) => {
      if (path in files) return { kind: "file" };
      return paths.some((other) => other.startsWith(`${path}/`)) ? { kind: "folder" } : undefined;
    },
  };
}

async function read(files: Readonly<Record<string, string>>, options: FolderOptions = {}): Promise<MigrationFile> {
  const [first] = (await readFolder(sourceOf(files), "migrations", options)).files;
  if (first === undefined) throw new Error("no migration was read");
  return first;
}

const given = (values: Readonly<Record<string, string>>): FolderOptions => ({
  variables: new Map(Object.entries(values).map(([name, value]) => [name, { value, isGiven: true }])),
});
const A = "migrations/20240101_a.sql";
const codes = ({ problems }: MigrationFile) =>
  problems.map(({ code, evidence }) => [code, evidence["reason"] ?? evidence["name"] ?? evidence["what"]]);

describe("includes", () => {
  test.each([
    ["\\i parts/x.sql", ["select 1"]],
    ["\\i migrations/parts/x.sql", ["select 1"]],
    ["\\ir parts/x.sql", ["select 1"]],
    ["\\i parts/../parts/x.sql", ["select 1"]],
    ["\\i 'parts/x.sql'", ["select 1"]],
    ["\\i parts/nested.sql", ["select 1", "select 2"]],
  ])("%s", async (line, statements) => {
    const file = await read({
      [A]: `${line}\n`,
      "migrations/parts/x.sql": "select 1;",
      "migrations/parts/nested.sql": "\\ir x.sql\nselect 2;",
    });
    expect(codes(file)).toEqual([]);
    expect(file.up.steps.map(({ sql }) => sql)).toEqual(statements);
  });

  test.each([
    ["\\i ../secret.sql", "outside"],
    ["\\ir ../secret.sql", "outside"],
    ["\\i parts/../../secret.sql", "outside"],
    ["\\i /etc/hostname", "outside"],
    ["\\i /migrations/20240101_a.sql", "outside"],
    ["\\i parts/none.sql", "missing"],
    ["\\i 20240101_a.sql", "circle"],
    ["\\i parts/loop.sql", "circle"],
  ])("%s is refused: %s", async (line, reason) => {
    const files = { [A]: `${line}\n`, "secret.sql": "select 1;", "migrations/parts/loop.sql": "\\i parts/loop.sql\n" };
    expect(codes(await read(files))).toEqual([["migration-include", reason]]);
  });
});

describe("variables", () => {
  test.each([
    ["select :'x'", "it's", "select 'it''s'"],
    ["select :'x'", "back\\slash", "select E'back\\\\slash'"],
    ['select 1 as :"x"', 'a"b', 'select 1 as "a""b"'],
    ["select :x", "7", "select 7"],
    ["select * from :x", "app.users", "select * from app.users"],
    ["select ':x', a[1:2], b::int, $$ :x $$", "7", "select ':x', a[1:2], b::int, $$ :x $$"],
    ["select :other", "7", "select :other"],
  ])("%s with %s", async (sql, x, expected) => {
    const file = await read({ [A]: sql }, given({ x }));
    expect([codes(file), file.up.steps[0]?.sql]).toEqual([[], expected]);
  });

  test.each([
    ["select :'y'", "7", "migration-variable-unset"],
    ["select :x", "1; drop table t", "migration-variable-unfit"],
    ["select :x", "1 union select 2", "migration-variable-unfit"],
    ["select :x", "1 --", "migration-variable-unfit"],
    ["select :x", "", "migration-variable-unfit"],
  ])("%s with %s is refused", async (sql, x, code) => {
    expect(codes(await read({ [A]: sql }, given({ x }))).map(([found]) => found)).toEqual([code]);
  });

  test("a value from outside does not change the checksum, a \\set in the file does", async () => {
    const [one, two] = [
      await read({ [A]: "select :'x'" }, given({ x: "1" })),
      await read({ [A]: "select :'x'" }, given({ x: "2" })),
    ];
    expect(one.checksum).toBe(two.checksum);
    const set = async (value: string) => (await read({ [A]: `\\set x ${value}\nselect :x;` })).checksum;
    expect(await set("1")).not.toBe(await set("2"));
  });

  test.each([
    ["\\set x a b 'c d'\nselect :'x';", "select 'abc d'"],
    ["\\set y 1\n\\set x :y\nselect :x;", "select 1"],
    ["\\set x 'it''s\\n'\nselect :'x';", "select 'it''s\n'"],
    ["\\set x 1\n\\unset x\nselect 'a' as \":x\";", "select 'a' as \":x\""],
  ])("%s", (text, sql) => {
    expect(fileOf("20240101_a", text).up.steps.map((step) => step.sql)).toEqual([sql]);
  });

  test("backquotes, which would run a program, are refused", () => {
    expect(fileOf("20240101_a", "\\set x `ls`\nselect 1;").problems).toMatchObject([
      { code: "migration-psql-command" },
    ]);
  });
});

describe("rows of COPY", () => {
  test.each([
    ["copy t from stdin;\n1\ta\n\\.\nselect 1;", "1\ta\n"],
    ["COPY t (a) FROM STDIN WITH (FORMAT csv);\r\n1\r\n\\.\r\nselect 1;", "1\r\n"],
    ["copy t from stdin;\n\\.\nselect 1;", ""],
  ])("%j", (text, rows) => {
    const file = fileOf("20240101_a", text);
    expect(file.problems).toEqual([]);
    expect(file.up.steps.map(({ work }) => work)).toMatchObject([{ kind: "copy", rows }, { kind: "sql" }]);
  });

  test("count for the checksum to the letter", () => {
    const sum = (row: string) => fileOf("20240101_a", `copy t from stdin;\n${row}\n\\.\n`).checksum;
    expect(sum("A")).not.toBe(sum("a"));
  });
});

describe("backfills", () => {
  const backfill = (text: string) => fileOf("20240101_a", text).up.steps[0]?.work;

  test.each([
    ["update t set v = 1", "t.id > $1 and t.id <= $2", "update t set v = 1 where t.id <= $1"],
    [
      'update only app."T" as x set v = (select 1 where true) where v is null or true -- why\n returning v',
      "x.id > $1 and x.id <= $2",
      'update only app."T" as x set v = (select 1 where true) where x.id <= $1 and ( v is null or true -- why\n \n) returning v',
    ],
    [
      "delete from t where a = 1 or b = 2",
      "t.id > $1 and t.id <= $2",
      "delete from t where t.id <= $1 and ( a = 1 or b = 2\n)",
    ],
  ])("%s", (sql, between, upTo) => {
    expect(backfill(`-- backwright:batch by=id size=9 pause=50ms\n${sql};`)).toMatchObject({
      kind: "backfill",
      backfill: {
        key: "id",
        size: 9,
        pauseMs: 50,
        upTo,
        between: upTo.replace("t.id <= $1", between).replace("x.id <= $1", between),
      },
    });
  });

  test.each([
    "-- backwright:batch size=5\nupdate t set v = 1;",
    "-- backwright:batch by=id size=0\nupdate t set v = 1;",
    "-- backwright:batch by=a.b\nupdate t set v = 1;",
    "-- backwright:batch by=id every=5\nupdate t set v = 1;",
    "-- backwright:batch by=id\ninsert into t values (1);",
    "-- backwright:batch by=id\nwith x as (select 1) update t set v = 1;",
    "-- backwright:batch by=id\nupdate t set v = $1;",
  ])("%s is refused", (text) => {
    expect(fileOf("20240101_a", text).problems).toMatchObject([{ code: "migration-batch" }]);
  });

  test("a misspelt directive is refused, words for others are not", () => {
    expect(fileOf("20240101_a", "-- backwright:bacth by=id\nupdate t set v = 1;").problems).toMatchObject([
      { code: "migration-directive" },
    ]);
    expect(fileOf("20240101_a", "-- backwright:renamed-from x\nselect 1;").problems).toEqual([]);
  });
});

describe("files of other tools", () => {
  test("up and down are scripts of their own, and only up counts for the checksum", async () => {
    const text = (down: string) => `-- migrate:up\nselect 1;\n-- migrate:down\n${down}\n`;
    const file = await read({ [A]: text("select 2;") });
    expect([file.up.steps, file.down?.steps].map((steps) => steps?.map(({ sql, line }) => [sql, line]))).toEqual([
      [["select 1", 2]],
      [["select 2", 4]],
    ]);
    expect((await read({ [A]: text("select 3;") })).checksum).toBe(file.checksum);
    expect(file.checksum).toBe((await read({ [A]: "select 1" })).checksum);
  });

  test("the same name twice is refused", async () => {
    const files = { "migrations/000001_a.up.sql": "select 1;", "migrations/000001_a.sql": "select 2;" };
    expect((await readFolder(sourceOf(files), "migrations")).strays).toMatchObject([{ code: "migration-duplicate" }]);
  });
});
