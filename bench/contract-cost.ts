// What the contract layer adds to a bare route, in microseconds of CPU. First in process, without HTTP: a prepared request through
// credentials, the reading of its body, parsing, validation and the placing of its values, up to the call of the handler; beside it
// what Fastify itself takes for the same body by its own schema. Then the same over HTTP: the CPU of servers of one route each.
// All are measured in turns, in one run. Run: npx tsx bench/contract-cost.ts [rounds]
import assert from "node:assert/strict";
import { textTable } from "../src/kit/index.ts";
import type { FrameworkName } from "../src/scaffold/options.ts";
import { projectFrom, type Project } from "../test/live/scaffold-project.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { median } from "./support/cpu.ts";
import { openServer, type CostServer } from "./support/contract-cost/http.ts";
import { BODY, DOCUMENT } from "./support/contract-cost/orders.ts";
import { bareParse, fastifysOwn, preparedCalls } from "./support/contract-cost/prepared.ts";

const CALLS = 2_000;
const REQUESTS = 1_000;
const WARM_UP = 10_000;
const ROUNDS = 40;

/** Microseconds of CPU for one call. */
async function cost(call: () => unknown): Promise<number> {
  const from = process.cpuUsage();
  for (let at = 0; at < CALLS; at += 1) await call();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / CALLS;
}

type Costs = ReadonlyMap<string, number>;

/** All calls in turns, round by round: whoever else uses the machine disturbs all alike. */
async function costsOf(calls: ReadonlyMap<string, () => unknown>): Promise<readonly Costs[]> {
  const found: Costs[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const costs = new Map<string, number>();
    for (const [name, call] of calls) costs.set(name, await cost(call));
    found.push(costs);
  }
  return found;
}

const print = (titles: readonly string[], rows: readonly (readonly string[])[]): void =>
  console.log(
    textTable(
      titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
      rows,
    ),
  );

async function prepared(projects: readonly Project[]): Promise<void> {
  const calls = new Map<string, () => unknown>([
    ["turn", async () => undefined],
    ["parse", bareParse],
    ["own", await fastifysOwn()],
  ]);
  const served: (() => number)[] = [];
  for (const [at, framework] of FRAMEWORKS.entries()) {
    const route = await preparedCalls(framework, projects[at]?.folder ?? "");
    calls.set(`${framework} get`, route.get).set(`${framework} post`, route.post);
    served.push(route.served);
  }
  const costs = await costsOf(calls);
  for (const count of served) assert.equal(count(), 2 * rounds * CALLS);
  printPrepared(costs);
}

function printPrepared(costs: readonly Costs[]): void {
  const one = (round: Costs, name: string): number =>
    (round.get(name) ?? Number.NaN) - (round.get("turn") ?? Number.NaN);
  const best = (name: string): number => Math.min(...costs.map((round) => one(round, name)));
  const ratio = (name: string): number => median(costs.map((round) => one(round, name) / one(round, "own")));
  const figures = (name: string) =>
    [best(name), best(name) - best("parse"), ratio(name)].map((figure) => figure.toFixed(2));
  console.log(
    `µs of CPU per prepared request, best of ${rounds} rounds of ${CALLS}; bar 5, or Fastify's own. Ratios: medians of the rounds.`,
  );
  print(
    ["", "GET, 4 parameters", `POST, ${BODY.length} bytes`, "without reading and JSON.parse", "× Fastify's own"],
    [
      ["reading and JSON.parse alone", "", ...figures("parse")],
      ["Fastify's own schema", "", ...figures("own")],
      ...FRAMEWORKS.map((name) => [`generated, ${name}`, best(`${name} get`).toFixed(2), ...figures(`${name} post`)]),
    ],
  );
}

interface Pair {
  readonly name: string;
  readonly bare: CostServer;
  readonly one: CostServer;
}

async function openPairs(projects: readonly Project[]): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const [at, framework] of FRAMEWORKS.entries()) {
    const bare = await openServer("bare", framework);
    const one = await openServer("generated", framework, projects[at]?.folder);
    pairs.push({ name: `generated, ${framework}`, bare, one });
    if (framework === "fastify")
      pairs.push({ name: "Fastify's own schema", bare, one: await openServer("own", framework) });
  }
  return pairs;
}

async function overHttp(pairs: readonly Pair[]): Promise<void> {
  const servers = serversOf(pairs);
  for (const server of servers) await server.cost(WARM_UP);
  const best = new Map<CostServer, number>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const server of servers)
      best.set(server, Math.min(best.get(server) ?? Number.POSITIVE_INFINITY, await server.cost(REQUESTS)));
  const rows = pairs.map(({ name, bare, one }) => {
    const [plain = Number.NaN, cost = Number.NaN] = [best.get(bare), best.get(one)];
    return [name, plain.toFixed(1), cost.toFixed(1), (cost - plain).toFixed(1)];
  });
  console.log(`\nµs of CPU of a server per POST over HTTP, best of ${ROUNDS} rounds of ${REQUESTS}.`);
  print(["", "bare route", "with its contract", "difference"], rows);
}

const serversOf = (pairs: readonly Pair[]): ReadonlySet<CostServer> =>
  new Set(pairs.flatMap(({ bare, one }) => [bare, one]));

async function projectOn(framework: FrameworkName): Promise<Project> {
  const project = await projectFrom(DOCUMENT, {}, { framework });
  assert.deepEqual(project.complaints, []);
  return project;
}

const rounds = Number(process.argv[2] ?? 100);
await using first = await projectOn(FRAMEWORKS[0]);
await using second = await projectOn(FRAMEWORKS[1]);
await using third = await projectOn(FRAMEWORKS[2]);
const projects = [first, second, third];
await prepared(projects);
const pairs = await openPairs(projects);
await overHttp(pairs);
for (const server of serversOf(pairs)) server[Symbol.dispose]();
