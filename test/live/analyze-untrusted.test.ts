// A stranger's schema file: what it must not be able to do, and what an ordinary dump still can.
import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isBackwrightError } from "../../src/kit/index.ts";
import { matching } from "../support/matching.ts";
import { temporaryFolder, testWorld } from "../support/world.ts";
import { runAnalyze } from "./analyze-support.ts";

const SECRET = "the-contents-of-a-file-of-this-machine";
const available = new Set((await (await testWorld([])).engines.available()).map(({ kind }) => kind));
const engines = (["embedded", "system"] as const).filter((kind) => available.has(kind));
for (const kind of ["embedded", "system"] as const)
  if (!engines.includes(kind)) console.warn(`No ${kind} PostgreSQL is here: its tests are skipped.`);

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

/** What became of a file: what was passed over, or the error that ended it. */
interface Outcome {
  readonly code: string | undefined;
  readonly refused: readonly string[];
  readonly reasons: string;
  readonly everything: string;
  readonly tables: readonly string[];
}

describe.each(engines)("a schema file of a stranger, %s", (engine) => {
  let folder: Folder;
  let marker: string;
  let secret: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    // The server may run as somebody else: it could write here and read this, if it were let.
    await chmod(folder.path, 0o777);
    marker = join(folder.path, "marker");
    secret = join(folder.path, "secret.txt");
    await writeFile(secret, `${SECRET}\n`, { mode: 0o644 });
  });

  afterAll(() => folder?.[Symbol.asyncDispose]());

  async function outcomeOf(sql: string, options: Readonly<Record<string, unknown>> = {}): Promise<Outcome> {
    const path = join(folder.path, "schema.sql");
    await writeFile(path, sql.replaceAll("MARKER", marker).replaceAll("SECRET", secret));
    try {
      const { data, text } = await runAnalyze({ files: [path], engine, ...options });
      const { refused } = data.source;
      for (const { statement } of refused) expect(text).toContain(statement);
      const reasons = refused.map(({ reason }) => reason).join("\n");
      const everything = JSON.stringify(data) + text;
      const tables = data.tables.map(({ name }) => name);
      return { code: undefined, refused: refused.map(({ statement }) => statement), reasons, everything, tables };
    } catch (failure) {
      if (!isBackwrightError(failure)) throw failure;
      const { code, message } = failure;
      return { code, refused: [], reasons: message, everything: message, tables: [] };
    }
  }

  const PROGRAM = "COPY (SELECT 1) TO PROGRAM 'echo > MARKER'";

  describe("cannot reach this machine", () => {
    test.each<[name: string, sql: string, refused: string | RegExp]>([
      ["a program", PROGRAM, "COPY (SELECT 1) TO PROGRAM …"],
      [
        "a program to read from",
        "CREATE TABLE t (a text); COPY t FROM PROGRAM 'touch MARKER; id'",
        /^COPY t FROM PROGRAM/,
      ],
      ["a file to write", "COPY (SELECT 1) TO 'MARKER'", "COPY (SELECT 1) TO …"],
      ["a file to read", "CREATE TABLE t (a text); COPY t FROM 'SECRET'", "COPY t FROM …"],
      ["a program in a block", `DO $$ BEGIN ${PROGRAM}; END $$`, "DO …"],
      [
        "a program in a text in a block",
        `DO $$ BEGIN EXECUTE $q$${PROGRAM}$q$; END $$`,
        /to or from an external program/,
      ],
      ["a function that reads files", "SELECT pg_read_file('SECRET')", /denied for function pg_read_file/],
      ["a folder", "SELECT pg_ls_dir('/')", /denied for function pg_ls_dir/],
      ["a large object from a file", "SELECT lo_import('SECRET')", /denied for function lo_import/],
      [
        "a large object to a file",
        "SELECT lo_create(4711); SELECT lo_export(4711, 'MARKER')",
        /denied for function lo_export/,
      ],
      [
        "a default that reads",
        "CREATE TABLE t (a int, b text DEFAULT pg_read_file('SECRET')); INSERT INTO t VALUES (1)",
        "INSERT INTO t VALUES (1)",
      ],
      [
        "tables that are files",
        "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE f (a text) SERVER s OPTIONS (filename 'SECRET')",
        "CREATE EXTENSION file_fdw",
      ],
      [
        "reading a table that is a file",
        "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE f (a text) SERVER s OPTIONS (program 'touch MARKER'); CREATE TABLE t AS TABLE f",
        /has no handler/,
      ],
      ["another server", "CREATE EXTENSION dblink", "CREATE EXTENSION dblink"],
      [
        "a subscription",
        "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
        "CREATE SUBSCRIPTION s CONNECTION …",
      ],
      ["a library", "LOAD 'SECRET'", "LOAD …"],
      [
        "a function of a library",
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'",
        /^CREATE FUNCTION f\(\)/,
      ],
      [
        "a function of the server",
        "CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'",
        /^CREATE FUNCTION f\(text\)/,
      ],
      ["a language without a fence", "CREATE EXTENSION plpython3u", /plpython3u/],
      ["a tablespace", "CREATE TABLESPACE t LOCATION 'MARKER'", "CREATE TABLESPACE t LOCATION …"],
      [
        "a setting of the server",
        "ALTER SYSTEM SET archive_command = 'touch MARKER'",
        "ALTER SYSTEM SET archive_command = …",
      ],
      [
        "a library for later sessions",
        "ALTER DATABASE schema SET session_preload_libraries = 'SECRET'",
        "ALTER DATABASE schema SET session_preload_libraries = …",
      ],
      ["a row of the catalogue", "UPDATE pg_catalog.pg_authid SET rolsuper = true", /denied for table pg_authid/],
      [
        "an event trigger",
        "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f(); ALTER EVENT TRIGGER e OWNER TO postgres",
        /^CREATE EVENT TRIGGER e/,
      ],
    ])("%s", async (_name, sql, refused) => {
      const outcome = await outcomeOf(`CREATE TABLE kept (id int PRIMARY KEY);\n${sql};\n`);
      expect(existsSync(marker)).toBe(false);
      expect(outcome.everything).not.toContain(SECRET);
      const said = [...outcome.refused, ...outcome.reasons.split("\n")];
      expect(said).toContainEqual(typeof refused === "string" ? refused : matching(refused));
      if (outcome.code === undefined) expect(outcome.tables).toContain("kept");
      else expect(outcome.code).toMatch(/^schema-file-(?:refused|broken)$/);
    });
  });

  describe("cannot become a superuser", () => {
    test.each<[name: string, sql: string]>([
      ["by leaving its role", "RESET ROLE; RESET SESSION AUTHORIZATION; SET SESSION AUTHORIZATION DEFAULT"],
      ["by being another", "CREATE ROLE evil SUPERUSER LOGIN; SET ROLE evil"],
      ["by changing itself", "ALTER ROLE postgres SUPERUSER"],
      ["by a role for programs", "GRANT pg_execute_server_program TO postgres"],
      [
        "by three predefined roles",
        "GRANT pg_read_server_files, pg_write_server_files, pg_execute_server_program TO postgres WITH ADMIN OPTION",
      ],
      ["by a made role that gets one", "CREATE ROLE evil; GRANT pg_execute_server_program TO evil; SET ROLE evil"],
      ["by a made role in one", "CREATE ROLE evil IN ROLE pg_execute_server_program; SET ROLE evil"],
      ["by a predefined role itself", "SET ROLE pg_execute_server_program"],
      [
        "by asking for a role that is there",
        "DO $$ BEGIN RAISE 'role \"pg_execute_server_program\" does not exist' USING ERRCODE = '42704'; END $$",
      ],
      [
        "by giving a function to the superuser",
        "CREATE FUNCTION f() RETURNS void SECURITY DEFINER LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''echo > MARKER'''; END $$; DO $$ BEGIN EXECUTE (SELECT format('ALTER FUNCTION f() OWNER TO %I', rolname) FROM pg_roles WHERE oid = 10); END $$; SELECT f()",
      ],
      [
        "by a block that asks for the superuser by name",
        "DO $$ BEGIN EXECUTE (SELECT format('GRANT %I TO postgres', rolname) FROM pg_roles WHERE oid = 10); END $$",
      ],
      ["by the owner of the database", "ALTER DATABASE schema OWNER TO pg_execute_server_program"],
    ])("%s", async (_name, sql) => {
      // What needs the rights comes last.
      const attempted = await outcomeOf(`${sql};\nDO $$ BEGIN ${PROGRAM}; END $$;\n`);
      expect(existsSync(marker)).toBe(false);
      if (attempted.code === undefined) expect(attempted.refused).toContain("DO …");
      else expect(attempted.code).toMatch(/^schema-file-(?:refused|broken)$/);
    });

    test("and cannot leave a trap for the analysis, which runs as the same role", async () => {
      const trap =
        "CREATE FUNCTION trap(int) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''echo > MARKER'''; RETURN true; END $$;" +
        "CREATE TABLE t (id int PRIMARY KEY, u int REFERENCES t); CREATE INDEX ON t (id) WHERE trap(1);" +
        "CREATE FUNCTION public.count(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint'; ALTER ROLE postgres SET search_path = public, pg_catalog";
      const outcome = await outcomeOf(trap);
      expect(existsSync(marker)).toBe(false);
      expect(outcome.code ?? "analyzed").toMatch(/^(?:analyzed|schema-file-refused|schema-file-broken)$/);
    });
  });

  describe("ends", () => {
    test.each<[name: string, sql: string]>([
      ["a long sleep", "SELECT pg_sleep(1e9)"],
      ["a sleep behind its own timeout", "SET statement_timeout = 0; SELECT pg_sleep(1e9)"],
      [
        "a loop that catches its cancellation",
        "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(1e9); EXCEPTION WHEN query_canceled OR OTHERS THEN NULL; END; END LOOP; END $$",
      ],
      ["a loop of blocks that wait for nobody", "DO $$ BEGIN LOOP END LOOP; END $$"],
    ])("%s", async (_name, sql) => {
      const outcome = await outcomeOf(`CREATE TABLE t ();\n${sql};`, { timeout: "1s" });
      expect(outcome).toMatchObject({
        code: "schema-file-endless",
        reasons: matching(/schema\.sql:2:\d+: stopped, because it ran longer than 1s/),
      });
    });

    test("a file that asks for one role after the other", async () => {
      const endless = "DO $$ BEGIN RAISE 'role \"r%\" does not exist', random() USING ERRCODE = '42704'; END $$";
      expect(await outcomeOf(endless)).toMatchObject({ code: "schema-file-broken" });
    });
  });

  test("is named by its first words, and its passwords are not", async () => {
    const outcome = await outcomeOf(
      "ALTER ROLE postgres SUPERUSER PASSWORD 'hunter2'; CREATE ROLE a SUPERUSER PASSWORD 'hunter3'",
    );
    expect(outcome.refused).toEqual(["ALTER ROLE postgres SUPERUSER PASSWORD …", "CREATE ROLE a SUPERUSER PASSWORD …"]);
    expect(outcome.everything).not.toContain("hunter");
  });

  test("says what was refused when a later statement depends on it", async () => {
    const sql = "CREATE EXTENSION dblink;\nCREATE TABLE t (a int CHECK (dblink_connect('x') = a::text));";
    expect(await outcomeOf(sql)).toMatchObject({
      code: "schema-file-broken",
      reasons: matching(
        /schema\.sql:2:\d+: function dblink_connect.*refused before it.*: CREATE EXTENSION dblink \(line 1\)/s,
      ),
    });
  });

  test.each<[name: string, sql: string, tables: readonly string[]]>([
    [
      "owners and rights",
      "CREATE TABLE a (id int); ALTER TABLE a OWNER TO postgres; CREATE TABLE b (id int); ALTER TABLE public.b OWNER TO shop; GRANT ALL ON TABLE b TO shop, reader; REVOKE ALL ON SCHEMA public FROM PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE shop GRANT SELECT ON TABLES TO reader",
      ["a", "b"],
    ],
    [
      "schemas and their owners",
      "CREATE SCHEMA app; ALTER SCHEMA app OWNER TO shop; CREATE TABLE app.t (id int); ALTER TABLE app.t OWNER TO shop; CREATE SCHEMA other AUTHORIZATION clerk; CREATE TABLE other.u (id int)",
      ["t", "u"],
    ],
    [
      "roles and members",
      "CREATE ROLE shop NOLOGIN; CREATE USER ada PASSWORD 'x'; GRANT shop TO ada; SET ROLE shop; CREATE TABLE t (id int); RESET ROLE",
      ["t"],
    ],
    [
      "a role that is made where it is missing",
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') THEN CREATE ROLE shop LOGIN; END IF; END $$; CREATE TABLE t (id int); GRANT SELECT ON t TO shop",
      ["t"],
    ],
    [
      "trusted extensions",
      "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog; CREATE EXTENSION citext; CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE TABLE t (a citext, b ext.hstore)",
      ["t"],
    ],
    [
      "extensions that are made for the file",
      "CREATE SCHEMA ext; CREATE EXTENSION pg_stat_statements WITH SCHEMA ext; CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE; CREATE EXTENSION bloom; CREATE TABLE t (a int, b int); CREATE INDEX ON t USING bloom (a, b); CREATE INDEX ON t USING gist (ll_to_earth(a, b))",
      ["t"],
    ],
    [
      "functions and triggers",
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE t (id int); CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE FUNCTION later() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM not_yet'; ALTER FUNCTION later() OWNER TO shop; ALTER TABLE t DISABLE TRIGGER g; INSERT INTO t VALUES (1)",
      ["t"],
    ],
    [
      "row security",
      "CREATE TABLE t (id int, owner name); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY p ON t TO shop USING (owner = current_user)",
      ["t"],
    ],
    [
      "partitions, views, types, domains",
      "CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE t (id d, at date, m mood) PARTITION BY RANGE (at); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE MATERIALIZED VIEW v AS SELECT * FROM t; REFRESH MATERIALIZED VIEW v",
      ["t", "t1"],
    ],
    [
      "what pg_dump sets",
      "SET statement_timeout = 0; SELECT pg_catalog.set_config('search_path', '', false); SET default_tablespace = ''; CREATE TABLE public.t (id integer NOT NULL); CREATE SEQUENCE public.t_id_seq OWNED BY public.t.id; SELECT pg_catalog.setval('public.t_id_seq', 1, false); CREATE PUBLICATION p FOR TABLE public.t",
      ["t"],
    ],
  ])("an ordinary file: %s", async (_name, sql, tables) => {
    expect(await outcomeOf(sql)).toMatchObject({ code: undefined, refused: [], tables });
  });

  test("a table of another server can be declared, without the wrapper that would call it", async () => {
    const wrapper = "CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public";
    const server = "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1')";
    const mapping = "CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'u', password 'p')";
    const table = "CREATE FOREIGN TABLE f (id int) SERVER far OPTIONS (table_name 'f')";
    const outcome = await outcomeOf([wrapper, server, mapping, table].join(";\n"));
    expect(outcome).toMatchObject({ code: undefined, refused: [wrapper], tables: ["f"] });
  });

  test("rows are counted behind a policy that is forced", async () => {
    const sql =
      "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;";
    const path = join(folder.path, "forced.sql");
    await writeFile(path, sql);
    const { data } = await runAnalyze({ files: [path], engine });
    expect(data.totals).toMatchObject({ rows: 2, rowsExact: true });
  });
});

/** It has one user, who may do everything, and a file of his can leave WebAssembly. */
describe.skipIf(!available.has("pglite"))("a schema file of a stranger, PGlite", () => {
  const sql = "CREATE TABLE t (id int PRIMARY KEY);";

  test("is not loaded where nothing else runs and nobody has asked for it", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "schema.sql");
    await writeFile(path, sql);
    const { engines } = await testWorld([]);
    const onlyPglite = { ...engines, start: () => engines.start({ engine: "pglite" }) };
    const analyzed = runAnalyze({ files: [path] }, { world: { engines: onlyPglite } });
    await expect(analyzed).rejects.toMatchObject({ code: "schema-engine-unsafe", exitCode: 4 });
  });

  test("is loaded by who trusts it and says so", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "schema.sql");
    await writeFile(path, `${sql} ALTER TABLE t OWNER TO shop; CREATE ROLE ada;`);
    const { data } = await runAnalyze({ files: [path], engine: "pglite" });
    expect(data.tables.map(({ name }) => name)).toEqual(["t"]);
    expect(data.source.refused).toEqual([]);
  });
});
