import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { runCli } from "../support/world.ts";
import { reportCases } from "./analyze-report-cases.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";

const SHOP = `
  CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
  CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL, country text NOT NULL, name text);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES customers, status text, code text, at date);
  CREATE TABLE countries (code text PRIMARY KEY, name text);
  CREATE INDEX ON orders (at);
  INSERT INTO customers SELECT i, 'c' || i || '@example.org', 'C' || i % 3, repeat('x', 50) FROM generate_series(1, 20000) i;
  INSERT INTO orders SELECT i, 1 + i % 20000, CASE i % 100 WHEN 0 THEN 'open' ELSE 'done' END, md5(i::text),
    date '2024-01-01' + i % 365 FROM generate_series(1, 60000) i;
  INSERT INTO countries SELECT 'C' || i, 'Country' FROM generate_series(0, 2) i;
  ANALYZE;
  SELECT pg_stat_statements_reset();
`;

/** Each is run twelve times with other values. */
const STATEMENTS = [
  // Planted: a foreign key, and a column that finds one row of 20,000.
  "SELECT * FROM orders WHERE user_id = $1::int",
  "SELECT id FROM customers WHERE email = 'c' || $1::int || '@example.org'",
  // Controls: by the key, by an index, a value that finds a third, a small table, a wrapped column, a range.
  "SELECT * FROM orders WHERE id = $1::int",
  "SELECT count(*) FROM orders WHERE at = date '2024-01-01' + $1::int",
  "SELECT count(*) FROM customers WHERE country = 'C' || $1::int % 3",
  "SELECT * FROM countries WHERE name = 'Country' || $1::int",
  "SELECT count(*) FROM orders WHERE lower(code) = 'c' || $1::int",
  "SELECT count(*) FROM orders WHERE code > 'f' || $1::int",
] as const;

const CALLS = 12;

const codes = (data: Awaited<ReturnType<typeof runAnalyze>>["data"]): readonly string[] =>
  data.findings.map(({ code, subject }) => `${code} ${subject.name}`);

describe("a database with traffic", () => {
  let server: Server;
  let url: string;
  let session: Session;

  beforeAll(async () => {
    server = await startServer();
    url = await server.createDatabase("analyze_traffic");
    session = await open(url);
    await session.script(SHOP);
    for (const statement of STATEMENTS)
      for (let call = 1; call <= CALLS; call += 1) await session.query(statement, [call]);
    // Somebody's single question is no workload.
    await session.query("SELECT count(*) FROM orders WHERE code = $1", ["x"]);
  });

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  test("names the planted faults with their times, and nothing else", async () => {
    const { data, text } = await runAnalyze({ connection: url });
    expect(codes(data)).toEqual(["fk-unindexed orders.user_id", "index-missing customers.email"]);
    expect(data.workload).toMatchObject({ state: "read", hidden: 0, unread: 0 });
    const [key, email] = data.findings;
    expect(key?.evidence).toMatchObject({ queryCalls: CALLS, rows: 60_000, columns: ["user_id"] });
    expect(email?.evidence).toMatchObject({ queryCalls: CALLS, plan: "Seq Scan", columns: ["email"] });
    expect(text).toMatch(/^ {2}orders\.user_id - \d+(\.\d+)?ms avg query time, ADD INDEX recommended$/m);
    expect(text).toMatch(/^ {2}customers\.email - \d+(\.\d+)?ms avg query time, ADD INDEX recommended$/m);
  });

  test("the report has the form of its specification", async () => {
    const { text } = await runAnalyze({ connection: url, slow: "10m" });
    const lines = text.split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "=== Database Analysis Report ===",
      "Tables: 3",
      "Total rows: ~80,003",
      "",
      "MISSING INDEXES (2 found):",
    ]);
    const titles = lines.filter((line) => /^[A-Z]/.test(line) && line.endsWith(":"));
    expect(titles).toEqual([
      "MISSING INDEXES (2 found):",
      "N+1 QUERY RISKS (not examined):",
      "SLOW QUERIES (0 found):",
      "DUPLICATE INDEXES (0 found):",
      "REDUNDANT INDEXES (0 found):",
      "MISSING PRIMARY KEYS (0 found):",
      "OTHER FINDINGS (0 found):",
      "SUGGESTED MIGRATIONS:",
      "SINCE THE LAST ANALYSIS:",
      "ABOUT THESE FACTS:",
    ]);
    expect(text).toContain("  1. Add index on orders(user_id)\n  2. Add index on customers(email)\n");
    expect(text).toContain("Write these migrations: backwright db analyze --out migrations/");
  });

  test("--exact counts, and says so", async () => {
    const { data, text } = await runAnalyze({ connection: url, exact: true });
    expect(data.totals).toMatchObject({ rows: 80_003, rowsExact: true });
    expect(text).toContain("Total rows: 80,003\n");
  });

  test("slow queries come with the plan of their tables", async () => {
    const { data } = await runAnalyze({ connection: url, slow: "0.001ms" });
    const access = data.slowStatements.flatMap((statement) => statement.access);
    expect(access).toContainEqual(
      expect.objectContaining({ table: "orders", columns: ["user_id"], node: "Seq Scan", index: null }),
    );
    expect(access).toContainEqual(
      expect.objectContaining({ table: "orders", columns: ["at"], index: "orders_at_idx" }),
    );
    expect(access).toContainEqual(expect.objectContaining({ table: "orders", columns: ["id"], index: "orders_pkey" }));
  });

  test("nothing of a row is printed", async () => {
    const { data, text } = await runAnalyze({ connection: url, slow: "0.001ms" });
    expect(`${JSON.stringify(data)}${text}`).not.toMatch(/c\d+@example\.org|Country/);
  });

  test("changes nothing and leaves no transaction behind", async () => {
    const activity = "SELECT count(*)::int AS open FROM pg_stat_activity WHERE application_name = 'backwright analyze'";
    await runAnalyze({ connection: url });
    expect(await session.query(activity)).toEqual([{ open: 0 }]);
    expect(await session.query("SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'")).toEqual([
      { tables: 3 },
    ]);
  });

  reportCases({ url: () => url, session: () => session });

  describe("with few rights", () => {
    const asRole = (role: string): string => {
      const other = new URL(url);
      other.username = role;
      other.password = "secret";
      return other.href;
    };

    beforeAll(async () => {
      await session.script(`
        DROP ROLE IF EXISTS analyze_nobody; DROP ROLE IF EXISTS analyze_monitor;
        CREATE ROLE analyze_nobody LOGIN PASSWORD 'secret';
        CREATE ROLE analyze_monitor LOGIN PASSWORD 'secret' IN ROLE pg_monitor`);
    });

    afterAll(async () => {
      await session.script("DROP ROLE analyze_nobody; DROP ROLE analyze_monitor");
    });

    test("a role without any still gets the catalogue's findings, and hears what it could not see", async () => {
      const { data, text } = await runAnalyze({ connection: asRole("analyze_nobody") });
      expect(codes(data)).toEqual(["fk-unindexed orders.user_id"]);
      expect(data.workload.state).toBe("read");
      expect(data.workload.hidden).toBeGreaterThan(0);
      expect(data.limits).toContainEqual({ code: "column-statistics-hidden", tables: 3 });
      expect(text).toContain("orders.user_id - no timing, ADD INDEX recommended");
      expect(text).toContain("GRANT pg_read_all_stats");
    });

    test("pg_monitor adds the times", async () => {
      const { data, text } = await runAnalyze({ connection: asRole("analyze_monitor"), slow: "0.001ms" });
      expect(codes(data)).toEqual(["fk-unindexed orders.user_id"]);
      expect(data.workload.state).toBe("read");
      expect(text).toMatch(/orders\.user_id - [\d.]+ms avg query time/);
      expect(data.slowStatements.flatMap(({ access }) => access.map(({ node }) => node))).not.toContain("Seq Scan");
    });

    test("--exact keeps the estimate of what may not be counted, and names it", async () => {
      const { data } = await runAnalyze({ connection: asRole("analyze_nobody"), exact: true });
      expect(data.totals).toMatchObject({ rows: 80_003, rowsExact: false });
      expect(data.limits).toContainEqual({
        code: "rows-not-counted",
        tables: ["public.countries", "public.customers", "public.orders"],
      });
    });
  });

  describe("from finding to mended", () => {
    let folder: string;
    const env = (): Record<string, string> => ({ XDG_CACHE_HOME: join(folder, "cache"), DATABASE_URL: url });

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "backwright-analyze-"));
    });

    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    test("writes migrations that db migrate runs; the next analysis says what is gone", async () => {
      const first = await runCli(["db", "analyze", "--out", "migrations"], { cwd: folder, env: env() });
      expect(first).toMatchObject({ code: 0 });
      expect(first.stdout).toContain("no earlier analysis is remembered here");
      const files = await readdir(join(folder, "migrations"));
      expect(files.map((file) => file.replace(/^\d{8}_(\d{6}_)?/, "")).toSorted()).toEqual([
        "add_index_customers_email.sql",
        "add_index_customers_email_rollback.sql",
        "add_index_orders_user_id.sql",
        "add_index_orders_user_id_rollback.sql",
      ]);
      const migrated = await runCli(["db", "migrate", "--yes"], { cwd: folder, env: env() });
      expect(migrated.stdout + migrated.stderr).toContain("add_index_orders_user_id");
      expect(migrated.code).toBe(0);
      const second = await runCli(["db", "analyze"], { cwd: folder, env: env() });
      expect(second.stdout).toContain("MISSING INDEXES (0 found):\n  none");
      expect(second.stdout).toContain(
        "  gone: orders.user_id (fk-unindexed)\n  gone: customers.email (index-missing)\n",
      );
    });

    test("the alias speaks the same, and JSON is the data", async () => {
      const words = ["--connection", url, "--analyze", "--output", "migrations", "--json"];
      const { code, stdout } = await runCli(words, { cwd: folder, env: env(), bin: "database-migration-tool" });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ findings: [], written: [], changes: { gone: [], added: [] } });
    });
  });
});

describe("without query statistics", () => {
  test("the sections say how to enable them", async () => {
    await using server = await startServer({});
    const url = await server.createDatabase("analyze_quiet");
    const { data, text } = await runAnalyze({ connection: url });
    expect(data.workload.state).toBe("not-installed");
    expect(data.totals).toEqual({ tables: 0, partitions: 0, rows: 0, rowsExact: true, tablesOfUnknownSize: 0 });
    expect(text).toContain("SLOW QUERIES (not seen):");
    expect(text).toContain("CREATE EXTENSION pg_stat_statements");
    expect(text).toContain("Nothing to migrate.");
  });
});

describe("schema files", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "backwright-schema-"));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const analyzeText = async (text: string): Promise<Awaited<ReturnType<typeof runCli>>> => {
    await writeFile(join(folder, "schema.sql"), text);
    return await runCli(["db", "analyze", "schema.sql", "--no-remember"], { cwd: folder });
  };

  test("a dump with owners, COPY and commands of psql is read without a server", async () => {
    const dump = [
      "\\restrict abc",
      "SET statement_timeout = 0;",
      "SELECT pg_catalog.set_config('search_path', '', false);",
      "BEGIN;",
      "CREATE TABLE public.users (id integer NOT NULL);",
      "ALTER TABLE public.users OWNER TO app_owner;",
      "COPY public.users (id) FROM stdin;",
      "1",
      "\\.",
      "ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);",
      "CREATE TABLE public.orders (id integer PRIMARY KEY, user_id integer REFERENCES public.users);",
      "GRANT SELECT ON public.orders TO reader;",
      "COMMIT;",
      "\\unrestrict abc",
    ];
    const { code, stdout } = await analyzeText(dump.join("\n"));
    expect(stdout).toContain("Tables: 2\nTotal rows: 0\n");
    expect(stdout).toContain("MISSING INDEXES (1 found):\n  orders.user_id - no timing, ADD INDEX recommended\n");
    expect(stdout).toContain("Write these migrations: backwright db analyze schema.sql --out migrations/");
    expect(code).toBe(0);
  });

  test("a refused statement is an error with file, line, column and the server's words", async () => {
    const { code, stderr } = await analyzeText(
      "-- ünicode 😀\nCREATE TABLE a (id int);\nCREATE TABLE b (\n  id nosuchtype\n);\n",
    );
    expect(code).toBe(2);
    expect(stderr).toContain('schema.sql:4:6: type "nosuchtype" does not exist (42704)');
  });

  test("an error without a position is placed at its statement", async () => {
    const { code, stderr } = await analyzeText("CREATE TABLE a (id int);\n\nCREATE TABLE a (id int);\n");
    expect(code).toBe(2);
    expect(stderr).toContain('schema.sql:3:1: relation "a" already exists (42P07)');
  });

  test("an open quote is an error at its opening", async () => {
    const { code, stderr } = await analyzeText("CREATE TABLE a (id int);\nSELECT 'abc;\n");
    expect(code).toBe(2);
    expect(stderr).toContain("schema.sql:2:8");
  });

  test("a folder is its files by name, without rollbacks", async () => {
    const other = await mkdtemp(join(folder, "migrations-"));
    await writeFile(join(other, "20240101_users.sql"), "CREATE TABLE users (id int PRIMARY KEY);");
    await writeFile(join(other, "20240101_users_rollback.sql"), "DROP TABLE users;");
    await writeFile(
      join(other, "20240102_orders.sql"),
      "CREATE TABLE orders (id int PRIMARY KEY, u int REFERENCES users);",
    );
    const { data } = await runAnalyze({ files: [other] });
    expect(data.source.files).toEqual([`${other}/20240101_users.sql`, `${other}/20240102_orders.sql`]);
    expect(codes(data)).toEqual(["fk-unindexed orders.u"]);
  });

  test("--out writes what it suggests for a file too", async () => {
    await writeFile(
      join(folder, "schema.sql"),
      "CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE o (id int PRIMARY KEY, u int REFERENCES u);",
    );
    const { data } = await runAnalyze({ files: [join(folder, "schema.sql")], out: join(folder, "out") });
    const [up, down] = data.written;
    expect(await readFile(up ?? "", "utf8")).toBe("CREATE INDEX CONCURRENTLY idx_o_u ON public.o (u);\n");
    expect(await readFile(down ?? "", "utf8")).toBe("DROP INDEX CONCURRENTLY IF EXISTS public.idx_o_u;\n");
  });

  test.each([
    ["a missing file", ["nowhere.sql"], 3, "nowhere.sql"],
    ["an empty folder", ["."], 2, "holds no .sql file"],
  ])("%s is an error", async (_name, words, expected, message) => {
    const empty = await mkdtemp(join(folder, "empty-"));
    const { code, stderr } = await runCli(["db", "analyze", ...words], { cwd: empty });
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
  });

  test("no source at all is an error that says how to name one", async () => {
    const { code, stderr } = await runCli(["db", "analyze"], { cwd: folder, env: { DATABASE_URL: undefined } });
    expect(code).toBe(2);
    expect(stderr).toContain("DATABASE_URL");
  });
});
