import { access, copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseServer } from "../../src/command/index.ts";
import { createProcesses } from "../../src/edge/system/index.ts";
import { temporaryFolder, testWorld } from "../support/world.ts";
import { PROMISED, type Promised } from "./lines.ts";
import { startTargetApi, type TargetApi } from "./server.ts";

const root = join(import.meta.dirname, "..", "..");
const shared = process.env["BACKWRIGHT_SHARED"] ?? join(root, "..", "shared");

let api: TargetApi;
let server: DatabaseServer;
let url: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  [api, folder] = await Promise.all([startTargetApi(), temporaryFolder("promises")]);
  const world = await testWorld([]);
  server = await world.engines.start();
  url = await server.createDatabase("mydb");
  await prepare();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** The files that the lines name. */
async function prepare(): Promise<void> {
  await copyFile(join(root, "examples/shop/openapi.yaml"), join(folder.path, "openapi.yaml"));
  await writeFile(join(folder.path, "user.json"), '{"email": "ada@example.com"}');
  await writeFile(join(folder.path, "file.sql"), "CREATE TABLE from_file (id bigint PRIMARY KEY);\n");
  await mkdir(join(folder.path, "schema"));
  await writeFile(join(folder.path, "schema/v2.sql"), "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);\n");
  await mkdir(join(folder.path, "migrations"));
  await writeFile(
    join(folder.path, "migrations/20240115_add_indexes.sql"),
    "CREATE TABLE added (id bigint PRIMARY KEY);\n",
  );
  await writeFile(join(folder.path, "migrations/20240115_add_indexes_rollback.sql"), "DROP TABLE added;\n");
}

/** What `--compare baseline.json` is held against, made as its error message says. */
async function saveBaseline(): Promise<void> {
  const line = "api-load-tester <endpoint> --duration 1 --output json --save baseline.json";
  expect(await run(line)).toMatchObject({ code: expect.toBeOneOf([0, 5]) });
}

/** Only hosts, files and databases are replaced; a duration is shortened to a second. */
function concrete(line: string): string {
  return line
    .replaceAll("https://api.example.com", api.origin)
    .replaceAll("http://localhost:3000", api.origin)
    .replaceAll("<endpoint>", `${api.origin}/endpoint`)
    .replaceAll("$DATABASE_URL", url)
    .replaceAll("postgres://localhost/mydb", url)
    .replace(/--duration \d+/, "--duration 1")
    .replace(/^(api-load-tester (?!.*--(duration|requests)).*)$/, "$1 --duration 1");
}

const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");

async function run(line: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [bin = "", ...words] = wordsOf(concrete(line));
  const processes = createProcesses({ cwd: folder.path, env: process.env });
  const consent = /--migrate (?!.*--dry-run)|tool (migrate$|rollback)/.test(line) ? ["--yes"] : [];
  return processes.run(processes.node, [join(root, "bin", `${bin}.js`), ...words, ...consent], {
    env: { DATABASE_URL: url },
  });
}

const exists = (path: string): Promise<boolean> =>
  access(join(folder.path, path)).then(
    () => true,
    () => false,
  );

/** What a working line must have done, beyond ending with 0. */
async function check(line: string, stdout: string): Promise<void> {
  if (line.includes("--generate-spec")) {
    const document = line.includes("--output") ? await readFile(join(folder.path, "openapi.yaml"), "utf8") : stdout;
    expect(stdout).toMatch(
      line.includes("--output") ? /^Found 26 operations \(express\)\n- [A-Z]+ \// : /^openapi: 3\./,
    );
    for (const words of ["\n  /products/{productId}:", "operationId: getProduct", "/components/schemas/Product"])
      expect(document).toContain(words);
  } else if (line.startsWith("api-scaffolder")) {
    expect(stdout).toMatch(/^Generated \d+ route handlers in src\/routes\/\n- [A-Z]+ \//);
    for (const path of ["src/middleware/validators.ts", "src/types/api.ts", "src/app.ts"])
      expect(await exists(path)).toBe(true);
    if (line.includes("--from-db"))
      for (const path of ["src/openapi.yaml", "src/repositories/customers.ts"]) expect(await exists(path)).toBe(true);
  } else if (line.includes("--analyze")) {
    for (const section of [
      "=== Database Analysis Report ===",
      "MISSING INDEXES (",
      "N+1 QUERY RISKS",
      "SUGGESTED MIGRATIONS:",
    ])
      expect(stdout).toContain(section);
  } else if (line.includes("--compare schema")) {
    expect(stdout).toContain("Proven on a shadow: ");
    const [, up = ""] = /^Generated migration: (migrations\/\d{8}_\w+\.sql)$/m.exec(stdout) ?? [];
    const [, down = ""] = /^Generated rollback: (migrations\/\d{8}_\w+_rollback\.sql)$/m.exec(stdout) ?? [];
    expect(await readFile(join(folder.path, up), "utf8")).toContain("CREATE TABLE public.orders");
    expect(await readFile(join(folder.path, down), "utf8")).toContain("DROP TABLE public.orders");
    // The next lines have a folder of migrations of their own.
    for (const path of [up, down]) await rm(join(folder.path, path));
  } else if (line.includes("--dry-run")) {
    for (const words of ["Would be applied:", "Dry run: nothing was changed.", "Rehearsed on a shadow ("])
      expect(stdout).toContain(words);
  } else if (line.includes("tool rollback")) {
    expect(stdout).toMatch(/^undone +statements +time$/m);
    expect(stdout.match(/_rollback\.sql /g)).toHaveLength(line.includes("--steps 2") ? 2 : 1);
  } else if (line.includes(" create ")) {
    const name = wordsOf(line).at(-1) ?? "";
    const files = await readdir(join(folder.path, "migrations"));
    expect(files.filter((file) => file.includes(name))).toEqual([
      expect.stringMatching(/^\d{8}(_\d{6})?_\w+\.sql$/),
      expect.stringMatching(/_rollback\.sql$/),
    ]);
  } else if (line.startsWith("api-load-tester")) {
    await (line.includes("--compare") ? checkComparison(line, stdout) : checkLoad(line, stdout));
  } else if (line.startsWith("backend-decision-engine")) expect(stdout).toContain("node-express");
}

/** What a load line must have printed, and what the server must have seen of it. */
async function checkLoad(line: string, stdout: string): Promise<void> {
  expect(stdout).toMatch(/^=== Load Test Results ===\nTarget: /);
  for (const section of ["THROUGHPUT:", "LATENCY (ms):", "ERRORS:", "RECOMMENDATION: "])
    expect(stdout).toContain(section);
  const total = Number(/Total requests: ([\d,]+)/.exec(stdout)?.[1]?.replaceAll(",", ""));
  const [method = "GET"] = /(?<=--method )\w+/.exec(line) ?? [];
  const path = /^api-load-tester (?:<endpoint>|https?:\/\/[^/ ]+)(\S*)/.exec(line)?.[1] ?? "";
  expect(api.seen.get(`${method} ${path === "" ? "/endpoint" : path}`)).toBeGreaterThanOrEqual(total);
  if (line.includes("--requests 1000")) expect(total).toBe(1_000);
  if (line.includes("--expect-rate-limit")) {
    expect(stdout).toMatch(/RATE LIMIT:\n  HTTP 429: [\d,]+\n  First: .* from the start, after 100 requests/);
    for (const header of ["retry-after: 900", "ratelimit-policy: "]) expect(stdout.toLowerCase()).toContain(header);
    return;
  }
  expect(stdout).toContain("Failed: 0 (0.0%)");
  if (line.includes("report.html"))
    expect(await readFile(join(folder.path, "report.html"), "utf8")).toMatch(/^<!doctype html>/i);
}

/** What a comparison must have printed, and that both sides of it were loaded. */
async function checkComparison(line: string, stdout: string): Promise<void> {
  expect(stdout).toMatch(/^=== Load Comparison ===\nA: .*\nB: /);
  expect(stdout).toMatch(/VERDICT:\n {2}\S/);
  const paths = line.includes("baseline.json") ? ["/endpoint"] : ["/v1/users", "/v2/users"];
  for (const path of paths) expect(api.seen.get(`GET ${path}`)).toBeGreaterThan(100);
}

/** Load on a machine that is too busy to measure says so, with an exit code of its own. */
function expectedCode(line: string, stdout: string): unknown {
  if (!line.startsWith("api-load-tester")) return 0;
  // The machine of a test may be slower now than when the baseline was made: then the gate has to say so.
  if (line.includes("baseline.json")) return expect.toBeOneOf([0, 1, 5]);
  return stdout.includes("INVALID") ? 5 : 0;
}

/** A created migration is empty until somebody writes it. */
/** The one line that names another migration has a folder in which that one is the next. */
const arrange = async (line: string): Promise<AsyncDisposable> => {
  if (line.includes("--from-db")) return await arrangeTable();
  const migrations = join(folder.path, "migrations");
  const [own, other] = ["20240115_add_user_indexes.sql", "20240115_add_indexes.sql"].map((name) =>
    join(migrations, name),
  );
  if (own === undefined || other === undefined || !line.includes("add_user_indexes"))
    return { [Symbol.asyncDispose]: async () => undefined };
  await rename(other, `${other}.aside`);
  await writeFile(own, "CREATE TABLE later (id bigint PRIMARY KEY);\n");
  return {
    [Symbol.asyncDispose]: async () => {
      await rm(own);
      await rename(`${other}.aside`, other);
    },
  };
};

/** The line that reads a database finds a table there, and a project without an API. */
async function arrangeTable(): Promise<AsyncDisposable> {
  const { databases } = await testWorld([]);
  const script = async (sql: string): Promise<void> => {
    await using session = await databases.open({ url });
    await session.script(sql);
  };
  const names = ["src", ".backwright"];
  const there = await Promise.all(names.map(exists));
  const own = names.filter((_, index) => there[index]).map((name) => join(folder.path, name));
  for (const path of own) await rename(path, `${path}-aside`);
  await script("CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE)");
  return {
    [Symbol.asyncDispose]: async () => {
      await script("DROP TABLE customers");
      for (const name of names) await rm(join(folder.path, name), { recursive: true, force: true });
      for (const path of own) await rename(`${path}-aside`, path);
    },
  };
}

const fillsIn = async (line: string): Promise<void> => {
  if (!line.includes("create ")) return;
  for (const file of await readdir(join(folder.path, "migrations"))) {
    const path = join(folder.path, "migrations", file);
    const text = await readFile(path, "utf8");
    const made = /_(add_user_table|schema_name)_rollback\.sql$/.exec(file)?.[1];
    if (made !== undefined && !text.includes("DROP TABLE"))
      await writeFile(path, `${text}\nDROP TABLE ${made === "schema_name" ? "named" : "users"};\n`);
    if (/_(add_user_table|schema_name)\.sql$/.test(file) && !text.includes("CREATE TABLE")) {
      const table = file.includes("user") ? "users" : "named";
      await writeFile(path, `${text}\nCREATE TABLE ${table} (id bigint PRIMARY KEY);\n`);
    }
  }
};

describe("the 35 promised command lines", () => {
  test.each(PROMISED)("$state: $line", async ({ line, state }: Promised) => {
    if (line.includes("baseline.json")) await saveBaseline();
    await using _arranged = await arrange(line);
    const { code, stdout, stderr } = await run(line);
    if (state === "coming") {
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("not built yet");
      return;
    }
    expect({ code, stderr }).toEqual({ code: expectedCode(line, stdout), stderr: expect.not.stringMatching(/Error/) });
    await check(line, stdout);
    await fillsIn(line);
  });

  test("are the promised ones, word for word", async (context) => {
    const text = await readFile(join(shared, "commands.txt"), "utf8").catch(() => undefined);
    if (text === undefined) context.skip("the list of promises is not here");
    const lines = (text ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(PROMISED.map((promised) => promised.line)).toEqual(lines);
  });

  test("at least 16 work", () => {
    expect(PROMISED.filter((promised) => promised.state === "works").length).toBeGreaterThanOrEqual(16);
  });
});
