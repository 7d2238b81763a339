// The closed loop on the shop in one file: what is found, written and applied. How fast anything is, is not asserted.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command } from "../../src/commands/tune.ts";
import { applyChange } from "../../src/commands/tune/change.ts";
import { tuneInput } from "../../src/commands/tune/input.ts";
import { type CliOptions, runCli, temporaryFolder, testWorld } from "../support/world.ts";
import { open, type Server, startServer } from "./analyze-support.ts";

// A whole loop starts six servers: on a machine that has much else to do that takes its time.
const LOOP_MS = 240_000;
const small = join(import.meta.dirname, "../../examples/shop/small");
const START = `node "${join(small, "server.js")}"`;
const QUICK = ["--duration", "0.5", "--users", "2", "--requests", "3", "--start", START];

let server: Server;
let url: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

/** Fewer rows than the example has: enough for an index to be worth it. */
const read = async (name: string): Promise<string> =>
  (await readFile(join(small, name), "utf8")).replaceAll("40000", "16000");

beforeAll(async () => {
  folder = await temporaryFolder("tune");
  server = await startServer();
  url = await server.createDatabase("tuned");
  await using session = await open(url);
  await session.script("create extension pg_stat_statements; create table notes (text text not null)");
  for (const name of ["schema.sql", "seed.sql"]) await session.script(await read(name));
  await session.script("vacuum analyze");
}, 120_000);

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

type Report = Awaited<ReturnType<typeof command.call>>;

const tune = (words: readonly string[], options: CliOptions = {}) =>
  runCli(["tune", ...words], { cwd: folder.path, ...options });

async function tuned(
  words: readonly string[],
  options: CliOptions = {},
): Promise<{ readonly report: Report; readonly code: number }> {
  const { stdout, stderr, code } = await tune([...words, "--json"], options);
  const report: unknown = JSON.parse(stdout);
  expect(report).not.toHaveProperty("error");
  expect(stderr).not.toContain("Error");
  return { report: command.output.parse(report) as Report, code };
}

const indexesOf = ({ suggestions }: Report): readonly string[] => suggestions.map(({ name }) => name).sort();
const riskOf = ({ nPlusOne }: Report): readonly unknown[] =>
  nPlusOne.map(({ parentTable, childTable, routes }) => [parentTable, childTable, routes]);

const HELD = {
  schema: "public",
  table: "customers",
  name: "idx_held",
  kind: "single",
  sizeBytes: 0,
  writeEntries: 0,
  writeCost: 0,
  saving: 1,
  queries: [],
  replaces: [],
} as const;

const PLANTED = ["idx_orders_customer_id_created_at", "idx_orders_tracking_code"];
const RISK = [["orders", "order_items", ["GET /orders"]]];

async function indexesIn(table: string): Promise<readonly string[]> {
  await using session = await open(url);
  const rows = await session.query("select indexname::text as name from pg_indexes where tablename = $1", [table]);
  return rows.map((row) => String(row["name"])).sort();
}

describe("on a database", () => {
  test("without a terminal and without --yes nothing is begun", async () => {
    const { code, stderr } = await tune([join(small, "tune.yaml"), ...QUICK, "--connection", url, "--apply"]);
    expect(stderr).toContain("--yes");
    expect(code).toBe(4);
    expect(await readdir(folder.path)).not.toContain("migrations");
  });

  test(
    "finds the planted faults and nothing else, applies with consent, measures again, and can be undone",
    async () => {
      const words = [join(small, "tune.yaml"), ...QUICK, "--connection", url, "--apply", "--out", "migrations"];
      const { report, code } = await tuned([...words, "--table", "tuned_history"], { answers: [true] });
      expect(indexesOf(report)).toEqual(PLANTED);
      expect(riskOf(report)).toEqual(RISK);
      expect(report).toMatchObject({
        attribution: { profile: "time-windows", shares: "load-counts", outside: { statements: 0 } },
        migration: { lint: { failed: false, counts: { error: 0, warning: 0 } } },
        applied: { state: "applied" },
        comparison: { mode: "one-after-the-other", method: "mann-whitney", failedRequests: 0 },
      });
      expect(report.applied.rollback).toContain("--table tuned_history");
      const orders = report.routes.find(({ route }) => route === "GET /orders");
      expect(orders).toMatchObject({ statementsPerRequest: 21, writes: false, failed: 0 });
      expect(report.comparison?.routes).toHaveLength(5);
      expect(code).toBe(0);
      expect(await indexesIn("orders")).toEqual([...PLANTED, "orders_pkey"]);
      const undo = report.applied.rollback?.split(" ").slice(1) ?? [];
      const undone = await runCli([...undo, "--connection", url, "--yes"], { cwd: folder.path });
      expect(undone.code).toBe(0);
      expect(await indexesIn("orders")).toEqual(["orders_pkey"]);
    },
    LOOP_MS,
  );

  test(
    "an API that runs already is profiled by counters, an N+1 is suspected; Ctrl-C does not hide what was applied",
    async () => {
      await using api = await runningApi();
      const interruption = new AbortController();
      const prompts = {
        ...(await testWorld([], { answers: [true] })).prompts,
        confirm: async () => {
          interruption.abort();
          return true;
        },
      };
      const words = ["/orders", "/orders/7", "/shipments/JD0000000007", "--url", api.origin, "--connection", url];
      const { report, code } = await tuned([...words, ...QUICK.slice(0, -2), "--apply", "--out", "migrations"], {
        signal: interruption.signal,
        world: { prompts },
      });
      expect(report.attribution.profile).toBe("counter-differences");
      expect(report.nPlusOne).toEqual([]);
      expect(report.suspected).toMatchObject([
        { route: "GET /orders", foreignKey: "order_items.order_id -> orders.id", perRequest: 20 },
      ]);
      expect(indexesOf(report)).toEqual(["idx_orders_tracking_code"]);
      const isThere = (await indexesIn("orders")).includes("idx_orders_tracking_code");
      expect(report).toMatchObject({ interrupted: true, applied: { state: isThere ? "applied" : "failed" } });
      expect(report.applied.rollback).toContain("backwright db rollback migrations/");
      expect(code).toBe(130);
    },
    LOOP_MS,
  );
});

const DOCUMENT = `openapi: 3.0.3
info: { title: Keyed, version: "1" }
paths:
  /orders: { get: { responses: { "200": { description: all } } } }
  /notes:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } }
      responses: { "201": { description: made } }
`;

/** Answers only to who has the key. */
const KEYED = `const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 2 }).on("error", () => undefined);
const answer = async (request, response) => {
  if (request.headers["x-key"] !== "open") return response.writeHead(401).end();
  if (request.method === "POST") {
    await pool.query("insert into notes (text) values ($1)", ["a note"]);
    return response.writeHead(201).end();
  }
  await pool.query("select id from orders where tracking_code = $1", ["JD0000000007"]);
  const { rows } = await pool.query("select id from orders order by id limit 8");
  for (const { id } of rows) await pool.query("select product from order_items where order_id = $1", [id]);
  response.end("[]");
};
require("node:http").createServer(answer).listen(process.env.PORT, process.env.HOST);`;

test(
  "an API that is connected to our proxy: its writes, a header, keys, a budget, and the page beside",
  async () => {
    const listen = await freePort();
    await using api = await runningApi(["-e", KEYED], url.replace(/:\d+\//, `:${listen}/`));
    await writeFile(join(folder.path, "keyed.yaml"), DOCUMENT);
    const words = ["keyed.yaml", "--url", api.origin, "--listen", String(listen), "--connection", url];
    const load = ["--duration", "0.2", "--users", "1", "--requests", "2", "--include-writes", "-H", "x-key: open"];
    const rest = ["--budget", "8kB", "--timeout", "30", "--show-values", "--save", "keyed.json"];
    const { report, code } = await tuned([...words, ...load, ...rest]);
    expect(report).toMatchObject({
      attribution: { profile: "time-windows" },
      nPlusOne: [{ parentTable: "orders", childTable: "order_items", values: ["1", "2", "3", "4", "5"] }],
      suggestions: [],
      comparison: { mode: "before-only", method: null, failedRequests: 0 },
    });
    expect(report.routes.map(({ route, writes }) => [route, writes])).toEqual([
      ["GET /orders", false],
      ["POST /notes", true],
    ]);
    expect(report.whyNot.map((one) => one.code)).toContain("over-budget");
    expect(report.notes.join(" ")).toContain("stays behind the proxy");
    expect(command.output.parse(JSON.parse(await readFile(join(folder.path, "keyed.json"), "utf8")))).toEqual(report);
    await using session = await open(url);
    expect(await session.query("select 1 from notes limit 1")).toHaveLength(1);
    expect(code).toBe(0);
  },
  LOOP_MS,
);

test("a host of somebody else's is asked for before anything is sent there", async () => {
  const world = await testWorld([]);
  const web = { ...world.web, send: () => Promise.reject(new Error("sent")) };
  const words = ["/orders", "--url", "http://api.example.com", "--connection", url];
  const { code, stderr } = await tune(words, { world: { web } });
  expect(stderr).toContain("--yes-i-own api.example.com");
  expect(code).toBe(4);
});

describe("on a copy", () => {
  test(
    "a shop that is well has nothing to be told",
    async () => {
      const copy = ["--on-copy", ...["schema.sql", "well.sql"].flatMap((name) => ["--schema", join(small, name)])];
      const seed = join(folder.path, "seed.sql");
      await writeFile(seed, await read("seed.sql"));
      const words = [join(small, "tune.yaml"), ...copy, "--seed", seed, "--engine", "embedded", ...QUICK];
      const { report, code } = await tuned(words, { env: { WELL: "1" } });
      expect(report).toMatchObject({ suggestions: [], nPlusOne: [], suspected: [], unplanned: [], migration: null });
      expect(code).toBe(0);
    },
    LOOP_MS,
  );
});

describe("what can go wrong", () => {
  const words = ["/orders", "--duration", "1", "--requests", "2"];

  test("an API that ends, or never answers, is named with its own words", async () => {
    const dies = join(folder.path, "dies.cjs");
    await writeFile(dies, `console.error("no configuration"); process.exit(7);`);
    const died = await tune([...words, "--connection", url, "--start", `node ${dies}`]);
    expect(died.stderr).toContain("no configuration");
    const silent = await tune([
      ...words,
      "--connection",
      url,
      "--start-timeout",
      "300ms",
      "--start",
      `node -e "setInterval(() => {}, 1000)"`,
    ]);
    expect(silent.stderr).toContain("did not answer within");
    expect([died.code, silent.code]).toEqual([3, 3]);
  });

  test("a port that is taken, a database that is not there, a program that is none", async () => {
    await using api = await runningApi();
    const taken = await tune([...words, "--connection", url, "--start", START, "--port", new URL(api.origin).port]);
    expect(taken.stderr).toContain("Another program answers at port");
    const gone = await tune([...words, "--connection", url.replace("/tuned", "/no_such"), "--start", START]);
    expect(gone.stderr).toContain("no_such");
    const none = await tune([...words, "--connection", url, "--start", "no-such-program-here"]);
    expect(none.stderr).toContain("no-such-program-here");
    expect([taken.code, gone.code, none.code]).toEqual([3, 3, 3]);
  });

  test("an API that goes past the proxy, and requests that all fail, are not tuned", async () => {
    const bare = join(folder.path, "bare.cjs");
    await writeFile(
      bare,
      `require("node:http").createServer((_q, r) => r.end("{}")).listen(process.env.PORT, process.env.HOST)`,
    );
    const past = await tune([...words, "--connection", url, "--start", `node ${bare}`]);
    expect(past.stderr).toContain("no statement came through the proxy");
    const failing = await tune(["/nowhere", "--requests", "2", "--connection", url, "--start", START]);
    expect(failing.stderr).toContain("None of 2 requests");
    expect([past.code, failing.code]).toEqual([3, 3]);
  });

  test.each([
    ["dropped", "begin isolation level repeatable read; select count(*) from pg_class", "dropped again: idx_held"],
    [
      "named, where somebody is in the way",
      "begin; lock table customers in row exclusive mode",
      "could not be dropped",
    ],
  ])("Ctrl-C during CREATE INDEX is obeyed at once, and what it leaves is %s", async (_what, holds, words) => {
    await using old = await open(url);
    await using look = await open(url);
    await old.script(holds);
    const place = join(folder.path, `held-${words.length}`);
    const up = "CREATE INDEX CONCURRENTLY idx_held ON public.customers (name);";
    const down = "DROP INDEX CONCURRENTLY IF EXISTS public.idx_held;";
    await mkdir(place);
    await writeFile(join(place, "20260101_held.sql"), up);
    await writeFile(join(place, "20260101_held_rollback.sql"), down);
    const interruption = new AbortController();
    const world = await testWorld([], { signal: interruption.signal });
    const input = tuneInput.parse({
      targets: [],
      connection: url,
      apply: true,
      yes: true,
      table: `held_${words.length}`,
    });
    const migration = { files: [join(place, "20260101_held.sql")], up: [up], down: [down], lint: null };
    const suggestions = [{ ...HELD, up: [up], down: [down] }];
    const running = applyChange(world, input, { url, name: "tuned", migration, suggestions });
    const state = "select indisvalid as valid from pg_index where indexrelid = to_regclass('public.idx_held')";
    while ((await look.query(state)).length === 0) await new Promise((resolve) => setImmediate(resolve));
    interruption.abort(new Error("SIGINT"));
    const { state: outcome, message } = await running;
    expect(outcome).toBe("failed");
    expect(message).toContain(words);
    await old.script("rollback");
    await look.query(down.slice(0, -1));
    expect(await look.query(state)).toEqual([]);
  });

  test("Ctrl-C stops the API with all that it has started", async () => {
    const marker = join(folder.path, "marker.cjs");
    await writeFile(marker, "setInterval(() => {}, 1000)");
    const parent = join(folder.path, "parent.cjs");
    await writeFile(
      parent,
      `require("node:child_process").spawn(process.execPath, [${JSON.stringify(marker)}]); console.error("up")`,
    );
    const interruption = new AbortController();
    const running = tune([...words, "--connection", url, "--start", `node ${parent}`], { signal: interruption.signal });
    while (!(await isRunning(marker))) await new Promise((resolve) => setImmediate(resolve));
    interruption.abort();
    expect((await running).code).toBe(130);
    expect(await isRunning(marker)).toBe(false);
  });
});

/** Whether a process names a file; where processes are no files, there is nothing to see. */
async function isRunning(path: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.split("\0")[1] === path) return true;
  }
  return false;
}

/** The shop as somebody else has started it. */
async function runningApi(
  program: readonly string[] = [join(small, "server.js")],
  database = url,
): Promise<AsyncDisposable & { readonly origin: string }> {
  const world = await testWorld([]);
  const port = await freePort();
  const env = { PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: database };
  const child = await world.processes.start(process.execPath, program, { env });
  const origin = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(origin).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) await new Promise((resolve) => setImmediate(resolve));
  return { origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
