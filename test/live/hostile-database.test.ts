import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { runCli, temporaryFolder } from "../support/world.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";

const RAW_CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Names that end a quote, a statement, a comment or a line, or that speak to a terminal. */
const NAMES: Readonly<Record<string, string>> = {
  "quotes and a statement": `a"; DROP TABLE victim; --`,
  "single quotes": `a'; DROP TABLE victim; --'`,
  "dollar quotes": "$$; DROP TABLE victim; $$",
  comments: "/* a */ -- b",
  "line breaks": 'a\nDROP TABLE victim;\r\n-- "',
  "escapes of a terminal": "a\u001b]0;owned\u0007\u001b[2J\u009b31m",
  "a direction override": "a\u202eelbat",
  "a line of the report": "a\n\nMISSING INDEXES (0 found):\n  none",
  backslashes: "a\\'b\\",
  "63 bytes of Unicode": "ü".repeat(31),
  "a path": "../../../etc/passwd",
  "a marker of a migration file": "x\n-- migrate:down\nDROP TABLE victim;",
  "a placeholder": "$1 %s ${x} {{y}} \\1",
  "a keyword": "select",
  blanks: "  ",
  "an inherited member": "__proto__",
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Another name that is as hostile and fits in 63 bytes. */
const numbered = (name: string, number: number): string => quoted(`${name.slice(0, 20)}${number}`);
const literal = (text: string): string => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** A schema, a table with its parent, columns, constraints, a comment and two equal indexes, all of that name. */
const objects = (name: string): readonly string[] => {
  const id = quoted(name);
  const second = numbered(name, 2);
  return [
    `CREATE SCHEMA ${id}`,
    `CREATE TABLE ${id}.victim (id int)`,
    `CREATE TABLE ${id}.parent (${id} int CONSTRAINT ${numbered(name, 3)} PRIMARY KEY)`,
    `CREATE TABLE ${id}.${id} (${id} int, ${second} int, CONSTRAINT ${second} FOREIGN KEY (${second}) REFERENCES ${id}.parent (${id}))`,
    `COMMENT ON TABLE ${id}.${id} IS ${literal(name)}`,
    `CREATE INDEX ${numbered(name, 4)} ON ${id}.${id} (${id})`,
    `CREATE INDEX ${numbered(name, 5)} ON ${id}.${id} (${id})`,
    `INSERT INTO ${id}.parent SELECT generate_series(1, 2000)`,
    `INSERT INTO ${id}.${id} SELECT n, n FROM generate_series(1, 2000) AS n`,
  ];
};

const INDEXES = `SELECT n.nspname AS schema, t.relname AS on, i.relname AS name FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname !~ '^pg_' ORDER BY 1, 2, 3`;
const VICTIMS = "SELECT count(*)::int AS count FROM pg_class WHERE relname = 'victim'";

describe("a database whose every name is hostile", () => {
  let server: Server;
  let session: Session;
  let url: string;

  beforeAll(async () => {
    server = await startServer();
    url = await server.createDatabase("hostile");
    session = await open(url);
    await session.script("CREATE EXTENSION pg_stat_statements");
    await session.script("CREATE TABLE victim (id int PRIMARY KEY)");
    for (const name of Object.values(NAMES)) for (const statement of objects(name)) await session.query(statement);
    for (const name of Object.values(NAMES))
      for (let call = 0; call < 3; call += 1)
        await session.query(`SELECT * FROM ${quoted(name)}.${quoted(name)} WHERE ${numbered(name, 2)} = $1`, [call]);
    await session.script(`CREATE ROLE ${quoted(NAMES["escapes of a terminal"] ?? "")} LOGIN; ANALYZE`);
  }, 60_000);

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  test("the report holds no control character and no line that a name wrote", async () => {
    const { data, text } = await runAnalyze({ connection: url, slow: "0s" });
    expect(text).not.toMatch(RAW_CONTROL);
    expect(text.match(/^MISSING INDEXES/gm)).toHaveLength(1);
    expect(text).not.toMatch(/^\s*DROP TABLE/m);
    const found = data.findings.filter(({ code }) => code === "fk-unindexed");
    expect(found).toHaveLength(Object.keys(NAMES).length);
  });

  test("every command line prints as little", async () => {
    const lines = [
      ["db", "analyze", "--no-remember"],
      ["db", "analyze", "--json", "--no-remember"],
      ["db", "status"],
    ];
    for (const words of lines) {
      const { stdout, stderr } = await runCli([...words, "--connection", url]);
      expect(stdout + stderr).not.toMatch(RAW_CONTROL);
    }
  });

  test("analyzing writes nothing: no transaction got a number, and a role that may only connect will do", async () => {
    await session.script("CREATE ROLE watcher LOGIN PASSWORD 'watching'; GRANT pg_read_all_stats TO watcher");
    const [before] = await session.query("SELECT pg_current_xact_id()::text::bigint::int AS id");
    await runAnalyze({ connection: url, exact: true });
    const asWatcher = new URL(url);
    asWatcher.username = "watcher";
    asWatcher.password = "watching";
    expect((await runAnalyze({ connection: asWatcher.href })).data.source.user).toBe("watcher");
    await session.script("ALTER ROLE watcher SET default_transaction_read_only = on");
    await runAnalyze({ connection: asWatcher.href });
    const [after] = await session.query("SELECT pg_current_xact_id()::text::bigint::int AS id");
    // One is the ALTER ROLE's, one this question's own.
    expect(Number(after?.["id"]) - Number(before?.["id"])).toBe(2);
  });

  test("every suggestion is SQL that does what it says, and takes itself back", async () => {
    const { data } = await runAnalyze({ connection: url });
    const all = await session.query(INDEXES);
    const victims = await session.query(VICTIMS);
    for (const { up, down, kind } of data.suggestions) {
      if (kind === "add-primary-key") continue;
      for (const statement of up) await session.query(statement.replace(/;$/, ""));
      const changed = (await session.query(INDEXES)).length - all.length;
      expect([kind, changed]).toEqual([kind, kind === "add-index" ? 1 : -1]);
      for (const statement of down) await session.query(statement.replace(/;$/, ""));
      expect(await session.query(INDEXES)).toEqual(all);
      expect(await session.query(VICTIMS)).toEqual(victims);
    }
    expect(data.suggestions.length).toBeGreaterThanOrEqual(2 * Object.keys(NAMES).length);
  });

  test("its migrations stay in their folder, run, and drop nothing", async () => {
    await using folder = await temporaryFolder("hostile-migrations");
    const { data } = await runAnalyze({ connection: url, out: join(folder.path, "migrations") });
    expect(data.written.length).toBeGreaterThan(0);
    expect(await readdir(folder.path)).toEqual(["migrations"]);
    const victims = await session.query(VICTIMS);
    for (const file of await readdir(join(folder.path, "migrations"))) {
      // A name that holds another tool's marker makes a file that is refused rather than cut in two.
      if (file.includes("migrate_down")) {
        await rm(join(folder.path, "migrations", file));
        continue;
      }
      expect(file).toMatch(/^[\p{L}\p{N}_.-]+$/u);
      expect(await readFile(join(folder.path, "migrations", file), "utf8")).not.toContain("\u0000");
    }
    const ran = await runCli(["db", "migrate", "--connection", url, "--migrations", "migrations", "--yes"], {
      cwd: folder.path,
    });
    expect(ran.stdout + ran.stderr).not.toMatch(RAW_CONTROL);
    expect({ code: ran.code, said: ran.code === 0 ? "" : ran.stdout + ran.stderr }).toEqual({ code: 0, said: "" });
    expect(await session.query(VICTIMS)).toEqual(victims);
    expect(
      (await runAnalyze({ connection: url })).data.findings.filter(({ code }) => code === "fk-unindexed"),
    ).toHaveLength(1);
  });
});
