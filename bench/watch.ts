// N+1 through the proxy and in source code, and what the proxy costs. `--orms DIR`: a folder with the mappers installed
// (npm install --ignore-scripts typeorm sequelize drizzle-orm knex postgres @prisma/client @prisma/adapter-pg, and a
// generated Prisma client in DIR/generated); without it only pg is driven. `--only n+1|static|reading|cost`,
// `--rounds`, `--requests`, `--points` and `--no-load` (proxy CPU only) for the cost.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import pg from "pg";
import { createWatch, findQueriesInLoops, type Watched } from "../src/advice/nplusone/index.ts";
import type { World } from "../src/command/index.ts";
import { watchPool } from "../src/edge/hook/index.ts";
import { STATIC_CASES } from "../test/advice/nplusone/static/cases.ts";
import { LATER_STATIC_CASES } from "../test/advice/nplusone/static/later-cases.ts";
import { MORE_STATIC_CASES } from "../test/advice/nplusone/static/more-cases.ts";
import { testWorld } from "../test/support/world.ts";
import { SCENARIOS, SCHEMA, type Scenario } from "./support/watch/cases.ts";
import { readingCosts } from "./support/watch/reading.ts";
import { MAPPERS, type OpenMapper } from "./support/watch/orms.ts";
import { PRISMA_SCENARIOS, runPrisma } from "./support/watch/prisma.ts";

const argumentOf = (name: string): string | undefined =>
  process.argv[process.argv.indexOf(name) + 1 || process.argv.length];
const folder = argumentOf("--orms");
const only = argumentOf("--only");
const isWanted = (part: string): boolean => only === undefined || only === part;

interface Score {
  right: number;
  wrong: number;
  missed: number;
}

const shares = ({ right, wrong, missed }: Score): string =>
  `precision ${(right / Math.max(1, right + wrong)).toFixed(3)}, recall ${(right / Math.max(1, right + missed)).toFixed(3)}`;

async function runCase(
  world: World,
  url: string,
  [name, open]: readonly [string, OpenMapper],
  scenario: Scenario,
  score: Score,
): Promise<void> {
  const seen = await watched(world, url, async (through) => {
    await using mapper = await open(through, folder ?? ".");
    await scenario.run(mapper);
  });
  judgeCase(seen, name, { scenario, score });
}

/** What a proxy of its own sees of some work. */
async function watched(world: World, url: string, work: (through: string) => Promise<void>): Promise<Watched> {
  const watch = createWatch({ salt: 1, now: () => performance.now() });
  await using proxy = await world.wire.open({ url, host: "127.0.0.1", port: 0, connected: watch.connected });
  await work(proxy.url);
  await using session = await world.databases.open({ url });
  return await watch.result(session);
}

/** What only Prisma does. */
async function prismaCases(world: World, url: string): Promise<void> {
  const score: Score = { right: 0, wrong: 0, missed: 0 };
  for (const scenario of PRISMA_SCENARIOS) {
    const seen = await watched(world, url, (through) => runPrisma(scenario, through, folder ?? "."));
    if (process.argv.includes("--statements"))
      console.log(
        `  ${scenario.name}: ${seen.executions} statements\n    ${seen.statements.map(({ sql, executions }) => `${executions} x ${sql.slice(0, 140)}`).join("\n    ")}`,
      );
    judgeCase(seen, "prisma", { scenario, score });
  }
  console.log(`N+1 by the proxy, what only Prisma does: ${PRISMA_SCENARIOS.length} cases: ${shares(score)}`);
}

/** The same inside of the application, where the mapper stands on a pool of pg. False where it does not. */
async function runHooked(
  url: string,
  [name, open]: readonly [string, OpenMapper],
  scenario: Scenario,
  score: Score,
): Promise<boolean> {
  await using mapper = await open(url, folder ?? ".");
  if (mapper.pool === undefined) return false;
  const watched = watchPool(mapper.pool);
  await watched.runIn("GET /page", () => scenario.run(mapper));
  judgeCase(await watched.stop(), `${name} by the hook`, { scenario, score });
  return true;
}

function judgeCase(
  { nPlusOne, unreadSessions }: Pick<Watched, "nPlusOne" | "unreadSessions">,
  name: string,
  { scenario, score }: { readonly scenario: Pick<Scenario, "name" | "found">; readonly score: Score },
): void {
  const found = new Set(nPlusOne.map(({ parentTable, childTable }) => `${parentTable}>${childTable}`));
  const wrong = [...found].filter((one) => !scenario.found.includes(one));
  const missed = scenario.found.filter((one) => !found.has(one));
  score.right += scenario.found.length - missed.length;
  score.wrong += wrong.length;
  score.missed += missed.length;
  if (wrong.length + missed.length + unreadSessions > 0)
    console.log(
      `  ${name}, ${scenario.name}: wrong ${wrong.join(" ")}; missed ${missed.join(" ")}; unread ${unreadSessions}`,
    );
}

async function proxyCases(world: World, url: string): Promise<void> {
  const score: Score = { right: 0, wrong: 0, missed: 0 };
  const hooked: Score = { right: 0, wrong: 0, missed: 0 };
  const driven: string[] = [];
  let hookedCases = 0;
  for (const mapper of MAPPERS) {
    if (folder === undefined && mapper[0] !== "pg") continue;
    try {
      for (const scenario of SCENARIOS) {
        await runCase(world, url, mapper, scenario, score);
        if (await runHooked(url, mapper, scenario, hooked)) hookedCases += 1;
      }
      driven.push(mapper[0]);
    } catch (failure) {
      console.log(
        `  ${mapper[0]} could not be driven: ${failure instanceof Error ? failure.message : String(failure)}`,
      );
    }
  }
  console.log(
    `N+1 by the proxy: ${driven.length * SCENARIOS.length} cases with ${driven.join(", ")}: ${shares(score)}`,
  );
  console.log(`N+1 by the hook for pg: ${hookedCases} cases: ${shares(hooked)}`);
}

function staticCases(): void {
  const score: Score = { right: 0, wrong: 0, missed: 0 };
  const cases = [...STATIC_CASES, ...MORE_STATIC_CASES, ...LATER_STATIC_CASES];
  for (const { name, code, lines } of cases) {
    const found = new Set(
      findQueriesInLoops({ path: "case.ts", text: code, program: parseSync("case.ts", code).program }).map(
        ({ line }) => line,
      ),
    );
    const wrong = [...found].filter((line) => !lines.includes(line));
    const missed = lines.filter((line) => !found.has(line));
    score.right += lines.length - missed.length;
    score.wrong += wrong.length;
    score.missed += missed.length;
    if (wrong.length + missed.length > 0)
      console.log(`  ${name}: wrong ${wrong.join(" ")}; missed ${missed.join(" ")}`);
  }
  console.log(`N+1 in source: ${cases.length} cases: ${shares(score)}`);
}

interface Side extends AsyncDisposable {
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends it, and answers the last line that it said. */
  readonly end: () => Promise<string>;
}

async function startSide(script: string, ...args: readonly string[]): Promise<Side> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "support", "watch", script), ...args],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  const { port } = JSON.parse(first.value ?? "{}") as { readonly port: number };
  const end = async (): Promise<string> => {
    child.kill("SIGTERM");
    const last = await lines.next();
    return last.done === true ? "{}" : last.value;
  };
  return { port, process: child, end, [Symbol.asyncDispose]: async () => void child.kill("SIGKILL") };
}

const through = (url: string, port: number): string => url.replace(/:\d+\//, `:${port}/`);

interface Cost {
  readonly requestsPerSecond: number[];
  readonly cpuPerQuery: number[];
  readonly pointMicroseconds: number[];
  readonly cpuPerPoint: number[];
  readonly cpuPerPage: number[];
}

const REQUEST_QUERIES = 3;
const REQUESTS = Number(argumentOf("--requests") ?? 4_000);
const POINTS = Number(argumentOf("--points") ?? 4_000);

interface Loaded extends AsyncDisposable {
  readonly kind: string;
  /** Requests per second of one more stretch, sixteen at a time, by hey. */
  readonly load: () => number;
  /** Requests of all stretches, and the CPU that the proxy took for them. */
  readonly end: () => Promise<{ readonly requests: number; readonly cpuMicroseconds: number }>;
}

const STRETCHES = 4;

/** A shop of its own, before the database or behind a proxy; warm, so that what is measured is compiled. */
async function openLoaded(url: string, kind: string): Promise<Loaded> {
  const side = kind === "direct" ? undefined : await startSide("child.ts", kind, url);
  const shop = await startSide("shop.ts", side === undefined ? url : through(url, side.port));
  let requests = 0;
  const load = (count: number): number => {
    const { stdout } = spawnSync("hey", ["-n", String(count), "-c", "16", `http://127.0.0.1:${shop.port}/`], {
      encoding: "utf8",
    });
    // hey rounds the number to a multiple of its users.
    const answered = Number(/\[200\]\s+(\d+) responses/.exec(stdout)?.[1] ?? 0);
    if (answered < count - 16) throw new Error(stdout);
    requests += answered;
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0);
  };
  load(REQUESTS);
  requests = 0;
  side?.process.kill("SIGUSR2");
  return {
    kind,
    load: () => load(Math.ceil(REQUESTS / STRETCHES)),
    end: async () => {
      shop.process.kill("SIGTERM");
      const said = side === undefined ? {} : (JSON.parse(await side.end()) as { readonly cpuMicroseconds?: number });
      return { requests, cpuMicroseconds: said.cpuMicroseconds ?? Number.NaN };
    },
    [Symbol.asyncDispose]: async () => {
      await shop[Symbol.asyncDispose]();
      await side?.[Symbol.asyncDispose]();
    },
  };
}

/** All sides stand there at the same time and are loaded in turns, so that what else the machine does hits all alike. */
async function loadInTurns(url: string, rounds: number, cost: (kind: string) => Cost): Promise<void> {
  await using direct = await openLoaded(url, "direct");
  await using pipe = await openLoaded(url, "pipe");
  await using watch = await openLoaded(url, "watch");
  const sides = [direct, pipe, watch];
  for (let round = 0; round < rounds * STRETCHES; round += 1)
    for (let at = 0; at < sides.length; at += 1) {
      const side = sides[(at + round) % sides.length] ?? direct;
      cost(side.kind).requestsPerSecond.push(side.load());
    }
  for (const side of sides) {
    const { requests, cpuMicroseconds } = await side.end();
    cost(side.kind).cpuPerQuery.push(cpuMicroseconds / (requests * REQUEST_QUERIES));
  }
}

/** The queries of the shop's page, as one client asks them. */
async function page(client: pg.Client, from: number): Promise<void> {
  const orders = "select id, user_id, status, total from orders where id > $1 order by id limit 20";
  const { rows } = await client.query<{ id: number; user_id: number }>(orders, [from]);
  await client.query("select id, name from users where id = any($1)", [rows.map((row) => row.user_id)]);
  const items = "select id, order_id, product_id, quantity from items where order_id = any($1)";
  await client.query(items, [rows.map((row) => row.id)]);
}

/** Bare point reads, one after the other, then pages: the proxy's CPU on its own, which needs no quiet machine. */
async function pointsOnce(url: string, kind: string, cost: Cost): Promise<void> {
  const measured = async (rounds: number, ask: (client: pg.Client, at: number) => Promise<unknown>) => {
    await using side = kind === "direct" ? undefined : await startSide("child.ts", kind, url);
    const client = new pg.Client({ connectionString: side === undefined ? url : through(url, side.port) });
    await client.connect();
    for (let at = 0; at < rounds; at += 1) await ask(client, at);
    side?.process.kill("SIGUSR2");
    const began = performance.now();
    for (let at = 0; at < rounds; at += 1) await ask(client, at);
    const microseconds = ((performance.now() - began) * 1_000) / rounds;
    await client.end();
    const said = side === undefined ? {} : (JSON.parse(await side.end()) as { readonly cpuMicroseconds?: number });
    return { microseconds, cpu: (said.cpuMicroseconds ?? Number.NaN) / rounds };
  };
  const read = "select * from users where id = $1";
  const points = await measured(POINTS, (client, at) => client.query(read, [1 + (at % 200)]));
  cost.pointMicroseconds.push(points.microseconds);
  cost.cpuPerPoint.push(points.cpu);
  const pages = await measured(POINTS / REQUEST_QUERIES, (client, at) => page(client, (at * 37) % 900));
  cost.cpuPerPage.push(pages.cpu / REQUEST_QUERIES);
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function costs(url: string): Promise<void> {
  const kinds = ["direct", "pipe", "watch"] as const;
  const rounds = Number(argumentOf("--rounds") ?? 5);
  const cost = new Map<string, Cost>(
    kinds.map((kind) => [
      kind,
      { requestsPerSecond: [], cpuPerQuery: [], pointMicroseconds: [], cpuPerPoint: [], cpuPerPage: [] },
    ]),
  );
  const of = (kind: string): Cost =>
    cost.get(kind) ?? {
      requestsPerSecond: [],
      cpuPerQuery: [],
      pointMicroseconds: [],
      cpuPerPoint: [],
      cpuPerPage: [],
    };
  if (!process.argv.includes("--no-load")) await loadInTurns(url, rounds, of);
  // Interleaved, each round beginning with another.
  for (let round = 0; round < rounds; round += 1)
    for (let at = 0; at < kinds.length; at += 1) {
      const kind = kinds[(at + round) % kinds.length] ?? "direct";
      await pointsOnce(url, kind, of(kind));
    }
  const [direct, pipe, watch] = kinds.map(of);
  if (direct === undefined || pipe === undefined || watch === undefined) return;
  for (const kind of kinds) {
    const { requestsPerSecond, cpuPerQuery, pointMicroseconds, cpuPerPoint, cpuPerPage } = of(kind);
    console.log(
      `  ${kind.padEnd(6)} ${middle(requestsPerSecond).toFixed(0)} requests/s, proxy CPU ${middle(cpuPerQuery).toFixed(1)} µs a query; ` +
        `point read ${middle(pointMicroseconds).toFixed(0)} µs, proxy CPU ${middle(cpuPerPoint).toFixed(1)} µs; page of one client ${middle(cpuPerPage).toFixed(1)} µs a query`,
    );
  }
  const loss = (side: Cost, base: Cost): string =>
    `${(middle(base.requestsPerSecond.map((value, index) => 1 - (side.requestsPerSecond[index] ?? 0) / value)) * 100).toFixed(1)} %`;
  console.log(
    `Cost of the proxy, ${direct.requestsPerSecond.length} interleaved stretches: ${loss(watch, direct)} of the shop's requests per second ` +
      `(a bare pipe ${loss(pipe, direct)}; over the pipe ${loss(watch, pipe)}); ` +
      `${(middle(watch.cpuPerQuery) / middle(pipe.cpuPerQuery)).toFixed(2)} x the CPU of a bare pipe per query, ` +
      `${(middle(watch.cpuPerPoint) / middle(pipe.cpuPerPoint)).toFixed(2)} x at point reads, ` +
      `${(middle(watch.cpuPerPage) / middle(pipe.cpuPerPage)).toFixed(2)} x at pages of one client`,
  );
}

function reading(): void {
  const stretches = [500, 1_500, 2_000, 4_000, 50_000];
  const shown = (costs: readonly number[]): string =>
    costs.map((cost, at) => `${cost.toFixed(1)} (${stretches[at]})`).join(", ");
  const page = "select id, user_id, status, total from orders where id > $1 order by id limit 20";
  console.log(`Reading along alone, µs of CPU a query, by stretches of so many queries from a cold start:`);
  console.log(`  point reads: ${shown(readingCosts("select * from users where id = $1", 1, stretches))}`);
  console.log(`  pages of 20 rows: ${shown(readingCosts(page, 20, stretches))}`);
}

if (isWanted("reading")) reading();
const world = await testWorld([]);
if (isWanted("static")) staticCases();
if (isWanted("n+1") || isWanted("cost")) {
  await using server = await world.engines.start({});
  const url = await server.createDatabase("shop");
  {
    await using session = await world.databases.open({ url });
    await session.script(SCHEMA);
  }
  if (isWanted("n+1") && !process.argv.includes("--prisma-only")) await proxyCases(world, url);
  if (isWanted("n+1") && folder !== undefined) await prismaCases(world, url);
  if (isWanted("cost")) await costs(url);
}
