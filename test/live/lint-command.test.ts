import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder, testWorld, type CliOptions } from "../support/world.ts";

const KEY = "-- The key.\nalter table orders add constraint k foreign key (user_id) references users (id);\n";

/** What a name must not become: a command of its own, markup, a call to a person, a character that XML has not. */
const MISUSED: Readonly<Record<string, RegExp>> = {
  github: /^::error::/m,
  html: /<script/,
  junit: /<script|\uFFFE/,
  markdown: /^\|.*(?:(?<!\\)<script|@all)/m,
};

async function withFiles(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder("backwright-lint");
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const lint = (words: readonly string[], options: CliOptions = {}) =>
    runCli(["db", "lint", ...words], { cwd: folder.path, ...options });
  return {
    lint,
    read: (name: string) => readFile(join(folder.path, name), "utf8"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("db lint", () => {
  it("says what a file would do, with the safe form, and answers no", async () => {
    await using folder = await withFiles({ "key.sql": KEY });
    const { code, stdout } = await folder.lint(["key.sql"]);
    expect(code).toBe(1);
    expect(stdout).toContain("2:1     error    orders: the foreign key k is looked up for every row");
    expect(stdout).toContain("VALIDATE CONSTRAINT k;");
    expect(stdout).toContain("1 error, 0 warnings, 2 notes in 1 file");
  });

  it.each([
    [["--fail-on", "never"], 0],
    [["--disable", "add-foreign-key-scan"], 0],
    [["--severity", "add-foreign-key-scan=warning"], 0],
    [["--severity", "add-foreign-key-scan=warning", "--fail-on", "warning"], 1],
    [["--disable", "add-foreign-key"], 2],
    [["--severity", "add-foreign-key-scan=loud"], 2],
  ])("with %j: exit code %i", async (words, expected) => {
    await using folder = await withFiles({ "key.sql": KEY });
    expect((await folder.lint(["key.sql", ...words])).code).toBe(expected);
  });

  it.each([
    [
      "20240115_index.sql",
      "create index concurrently i on orders (user_id);\nalter table orders add column note text;\n",
      [],
    ],
    ["20240115_index.sql", "-- backwright:no-transaction\nvacuum orders;\n", []],
    [
      "20240115_key.sql",
      `${KEY.replace(";", " not valid;")}alter table orders validate constraint k;\n`,
      ["validate-holds-lock"],
    ],
  ])("takes the transactions of %s for those of db migrate: %j", async (name, sql, expected) => {
    await using folder = await withFiles({ [name]: sql });
    const { stdout } = await folder.lint([name, "--json"]);
    const { findings }: { findings: readonly { readonly code: string }[] } = JSON.parse(stdout);
    const about = findings.map(({ code }) => code).filter((code) => /transaction|holds/.test(code));
    expect(about).toEqual(expected);
  });

  it("reads a folder in the order in which db migrate runs it", async () => {
    await using folder = await withFiles({
      "20240115_101500_second.sql": "alter table later add column b text;\n",
      "20240115_first.sql": "create table later (a int primary key);\n",
      "schema.txt": "create table other (a int primary key);\n",
    });
    const { code, stdout } = await folder.lint([".", "--schema", "schema.txt", "--json"]);
    const { findings }: { findings: readonly { readonly code: string }[] } = JSON.parse(stdout);
    expect({ code, failing: findings.filter((one) => one.code === "statement-fails") }).toEqual({
      code: 0,
      failing: [],
    });
  });

  it("takes severities from the configuration file", async () => {
    const configuration = JSON.stringify({ db: { lint: { rules: { "add-foreign-key-scan": "off" } } } });
    await using folder = await withFiles({ "key.sql": KEY, "backwright.config.json": configuration });
    expect((await folder.lint(["key.sql"])).code).toBe(0);
  });

  it.each([
    ["select 1 from", "stdin:1:14: syntax error at end of input"],
    ["select 1;\nselect 'open", "stdin:2:8: 'open is never closed"],
    ["create table `t` (a int)", "is MySQL's"],
    ["create table t (id int identity(1, 1))", "is SQL Server's"],
    ["create table t (id integer primary key autoincrement)", "is SQLite's"],
    ['{ "name": "shop", "keywords": ["`code`", "MODIFY COLUMN"], "why": "it\'s" }', "stdin: it is JSON, not SQL"],
    ['<?xml version="1.0"?>\n<databaseChangeLog/>', "stdin: it is XML or HTML, not SQL"],
    ['import { a } from "a";\nexport default `b`;', "stdin: it is JavaScript or TypeScript, not SQL"],
    ["databaseChangeLog:\n  - changeSet: 1", "stdin: it is YAML, not SQL"],
  ])("refuses %s with its place", async (sql, expected) => {
    await using folder = await withFiles({});
    const { files } = await testWorld([]);
    const world = { files: { ...files, readInput: () => Promise.resolve(sql) } };
    const { code, stderr } = await folder.lint(["-"], { world });
    expect({ code, said: stderr.includes(expected) ? expected : stderr }).toEqual({ code: 2, said: expected });
  });

  it.each([
    [
      "goose",
      "-- +goose Up\nalter table t add check (a > 0) not valid;\nalter table t validate constraint t_a_check;\n-- +goose Down\ndrop table t;\n",
    ],
    [
      "dbmate",
      "-- migrate:up\nalter table t add check (a > 0) not valid;\nalter table t validate constraint t_a_check;\n\n-- migrate:down\ndrop table t;\n",
    ],
    [
      "node-pg-migrate",
      "-- Up Migration\nalter table t add check (a > 0) not valid;\nalter table t validate constraint t_a_check;\n-- Down Migration\ndrop table t;\n",
    ],
  ])("reads both directions of %s, in the transaction that it opens", async (format, text) => {
    await using folder = await withFiles({ "1.sql": text });
    const { stdout } = await folder.lint(["1.sql", "--json"]);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({
      files: [
        { format, direction: "up", transaction: "runner" },
        { format, direction: "down" },
      ],
    });
    expect(report).toMatchObject({
      counts: { error: 1 },
      findings: expect.arrayContaining([
        expect.objectContaining({ code: "validate-holds-lock", subject: expect.objectContaining({ line: 3 }) }),
      ]),
    });
  });

  it("leaves commands of psql and rows of COPY to psql", async () => {
    const sql = "\\set x 1\ncopy t from stdin;\n1\tdrop table t;\n\\.\nselect 1;\n";
    await using folder = await withFiles({ "dump.sql": sql });
    expect(await folder.lint(["dump.sql"])).toMatchObject({ code: 0 });
  });

  it("reads a folder with its rollbacks", async () => {
    await using folder = await withFiles({
      "20240115_add.sql": "create table t (id int primary key);",
      "20240115_add_rollback.sql": "drop table t;",
    });
    const { code, stdout } = await folder.lint(["."]);
    expect({ code, last: stdout.trim().split("\n").at(-1) }).toEqual({
      code: 0,
      last: "0 errors, 0 warnings, 2 notes in 2 files",
    });
  });

  it("keeps names of strangers from speaking as itself in every format", async () => {
    const name = "x\n::error::pwned \u001b[2J<script>@all](http://x)\uFFFE|`\u202E{0}";
    await using folder = await withFiles({
      "a,b:%.sql": `drop table "${name}"; alter table "${name}" add check (a > 0);`,
    });
    for (const format of ["sarif", "junit", "github", "markdown", "html", "json"]) {
      const words = format === "json" ? ["--json"] : ["--format", format];
      const { stdout } = await folder.lint(["a,b:%.sql", ...words]);
      // Annotations and XML have ways of their own, which lines and a parser would show.
      expect({ format, control: stdout.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/) }).toEqual({
        format,
        control: null,
      });
      expect({ format, said: MISUSED[format]?.exec(stdout)?.[0] ?? null }).toEqual({ format, said: null });
    }
  });

  it.each([
    ["sarif", '"ruleId": "add-foreign-key-scan"'],
    ["junit", '<testsuites name="backwright db lint" tests="1" failures="1">'],
    ["github", "::error file=key.sql,line=2,col=1,title=A foreign key that reads the whole table::orders"],
    ["markdown", "| key.sql:2 | error |"],
    ["html", '<td class="error">error</td>'],
  ])("as %s", async (format, expected) => {
    await using folder = await withFiles({ "key.sql": KEY });
    const { stdout } = await folder.lint(["key.sql", "--format", format]);
    expect(stdout).toContain(expected);
  });
});

describe("db lint --fix", () => {
  it("shows the safe form without writing it", async () => {
    await using folder = await withFiles({ "20240115_key.sql": KEY });
    const { stdout } = await folder.lint(["20240115_key.sql", "--fix", "--dry-run"]);
    expect(stdout).toContain("Would write the safe form of add-foreign-key-scan:");
    expect(await folder.read("20240115_key.sql")).toBe(KEY);
  });

  it("writes a file per transaction for a runner that opens one, and finds nothing in them", async () => {
    await using folder = await withFiles({ "20240115_key.sql": KEY });
    await folder.lint(["20240115_key.sql", "--fix"]);
    expect(await folder.read("20240115_key.sql")).toBe(
      "-- The key.\nalter table orders add constraint k foreign key (user_id) references users (id) NOT VALID;\n",
    );
    expect(await folder.read("20240115_key_2.sql")).toBe("alter table orders VALIDATE CONSTRAINT k;\n");
    expect((await folder.lint(["."])).code).toBe(0);
  });

  it("writes one file where psql runs statement by statement", async () => {
    await using folder = await withFiles({ "key.sql": KEY });
    await folder.lint(["key.sql", "--fix"]);
    expect(await folder.read("key.sql")).toBe(
      "-- The key.\nalter table orders add constraint k foreign key (user_id) references users (id) NOT VALID;\nalter table orders VALIDATE CONSTRAINT k;\n",
    );
  });

  it("replaces no file that is there", async () => {
    await using folder = await withFiles({ "20240115_key.sql": KEY, "20240115_key_2.sql": "select 1;\n" });
    expect((await folder.lint(["20240115_key.sql", "--fix"])).code).toBe(4);
    expect(await folder.read("20240115_key.sql")).toBe(KEY);
  });
});
