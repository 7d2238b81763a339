// Reports, baselines and plans on the database that analyze-workload.test.ts has filled.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { runCli } from "../support/world.ts";

interface Place {
  readonly url: () => string;
  readonly session: () => Session;
}

/** To be called before anything mends the database. */
export function reportCases({ url, session }: Place): void {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "backwright-report-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const run = async (...words: string[]) =>
    await runCli(words, { cwd: folder, env: { XDG_CACHE_HOME: join(folder, "cache"), DATABASE_URL: url() } });

  describe("over time", () => {
    test("a baseline lets only new findings fail", async () => {
      const none = await run("db", "analyze", "--baseline", "known.json");
      expect(none).toMatchObject({ code: 2 });
      expect(none.stderr).toContain("backwright db analyze --save-baseline known.json");
      expect(await run("db", "analyze", "--save-baseline", "known.json")).toMatchObject({ code: 0 });
      const known = await run("db", "analyze", "--baseline", "known.json");
      expect(known).toMatchObject({ code: 0 });
      expect(known.stdout).toContain("Against known.json: 2 known, 0 new, 0 gone.");
      const text = await readFile(join(folder, "known.json"), "utf8");
      const older = JSON.parse(text) as { findings: { code: string }[] };
      older.findings = older.findings.filter(({ code }) => code !== "index-missing");
      await writeFile(join(folder, "older.json"), JSON.stringify(older));
      const fresh = await run("db", "analyze", "--baseline", "older.json");
      expect(fresh).toMatchObject({ code: 1 });
      expect(fresh.stdout).toContain("  new: customers.email (index-missing)\n");
    });

    test("what is silenced with a reason is said, and does not fail", async () => {
      const silenced = ["--suppress", "* orders.*: parents stay", "--suppress", "index-missing customers.email: rare"];
      const { code, stdout } = await run("db", "analyze", "--fail-on", "info", ...silenced);
      expect(code).toBe(0);
      expect(stdout).toContain("Silenced: orders.user_id (fk-unindexed): parents stay");
      expect(stdout).toContain("MISSING INDEXES (0 found)");
      expect(await run("db", "analyze", "--fail-on", "warning")).toMatchObject({ code: 1 });
      expect(await run("db", "analyze", "--suppress", "fk-unindexed orders.user_id")).toMatchObject({ code: 2 });
      expect(await run("db", "analyze", "--disable", "fk-unindxed")).toMatchObject({ code: 2 });
    });
  });

  test("SARIF has results by name, HTML has reasons and a picture and nothing from elsewhere", async () => {
    const sarif = JSON.parse((await run("db", "analyze", "--format", "sarif")).stdout) as {
      runs: { results: { ruleId: string; locations: unknown }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["fk-unindexed", "index-missing"]);
    expect(sarif.runs[0]?.results[0]?.locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: "orders.user_id", kind: "columns" }] },
    ]);
    const { stdout } = await run("db", "analyze", "--format", "html");
    expect(stdout).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(stdout).toContain("! fk-unindexed");
    expect(stdout.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/<script|https?:|src=/);
    const [before, after] =
      /<h3>orders\(user_id\)<\/h3>.*?<\/details>/s.exec(stdout)?.[0].split("<figcaption>").slice(1) ?? [];
    expect(before).toMatch(/^Before<.*<b>Seq Scan<\/b> on orders/);
    expect(after).toMatch(/^With the index<.*<mark>orders\(user_id\), new<\/mark>/);
  });

  test("db diagram writes what the file's name says", async () => {
    expect(await run("db", "diagram", "--out", "schema.svg")).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, "schema.svg"), "utf8")).toMatch(/^<svg [^]*<\/svg>$/);
    const { stdout } = await run("db", "diagram");
    expect(stdout).toContain('  "customers" ||--o{ "orders" : "user_id"\n');
    expect(await run("db", "diagram", "--out", "schema.png")).toMatchObject({ code: 2 });
  });

  describe("db explain", () => {
    test("marks what costs, and the shadow proves what would help", async () => {
      const { code, stdout } = await run("db", "explain", "select * from orders where user_id = 77");
      expect(code).toBe(0);
      expect(stdout).toMatch(/█+ Seq Scan on orders {2}cost [\d,.]+ \(100\.0%\)/);
      expect(stdout).toContain("! reads all of orders");
      expect(stdout).toContain("CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);");
    });

    test("with parameters it is planned for any values", async () => {
      const { stdout } = await run("db", "explain", "select * from orders where id = $1", "--no-indexes");
      expect(stdout).toContain("planned for any values");
      expect(stdout).toContain("Index Scan on orders using orders_pkey");
    });

    test("--analyze measures and rolls back; what writes needs consent", async () => {
      const read = await run("db", "explain", "select count(*) from orders", "--analyze", "--no-indexes");
      expect(read.stdout).toMatch(/ran [\d.]+ ms and was rolled back/);
      const write = "delete from countries";
      expect(await run("db", "explain", write, "--no-indexes")).toMatchObject({ code: 0 });
      expect(await run("db", "explain", write, "--analyze", "--no-indexes")).toMatchObject({ code: 4 });
      expect(await run("db", "explain", write, "--analyze", "--yes", "--no-indexes")).toMatchObject({ code: 0 });
      expect(await session().query("SELECT count(*)::int AS rows FROM countries")).toEqual([{ rows: 3 }]);
    });

    test.each(["select 1; commit; drop table countries", "vacuum", "select * from nowhere"])(
      "refuses %s",
      async (sql) => {
        expect((await run("db", "explain", sql, "--analyze", "--yes", "--no-indexes")).code).toBe(3);
        expect(await session().query("SELECT count(*)::int AS rows FROM countries")).toEqual([{ rows: 3 }]);
      },
    );
  });
}
