// Index selection under a budget against Extend, the best published algorithm (written again in support/index-selection/extend.ts):
// `npx tsx bench/index-selection.ts [--workload wholesale|holdout|films] [--budgets 25,50,100,200] [--verbose]`. Our own wholesaler of eight tables on a PostgreSQL 15, judged
// by hypopg (Debian: postgresql-15-hypopg): both choose with its costs and sizes, and both choices are costed by it. A third line is the
// product as it is, which chooses by its shadow and knows no hypopg.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { adviseIndexes, readPlannerSettings } from "../src/advice/indexes/index.ts";
import {
  bodyOf,
  type Candidate,
  candidateKey,
  candidatesFor,
  popularityOf,
} from "../src/advice/indexes/candidates/index.ts";
import { chooseInRounds, costsOf } from "../src/advice/indexes/choose/index.ts";
import type { Built } from "../src/advice/indexes/shadow/index.ts";
import { questionsOf, type WorkloadQuestion, type WorkloadStatement } from "../src/advice/indexes/workload/index.ts";
import { loadParser, tablesByName } from "../src/advice/statements/index.ts";
import { type Catalog, readCatalog, type Session } from "../src/catalog/index.ts";
import { openPlanningShadow } from "../src/commands/advise/ground.ts";
import { readShadowSource } from "../src/commands/shadow/index.ts";
import { groupBy } from "../src/kit/index.ts";
import { quoteLiteral } from "../src/sql/index.ts";
import { testWorld } from "../test/support/world.ts";
import { columnKey, extend } from "./support/index-selection/extend.ts";
import { type Hypothetical, hypothetical } from "./support/index-selection/hypothetical.ts";
import { FILM_QUERIES, FILMS } from "./support/index-selection/films.ts";
import { QUERIES as TUNED } from "./support/index-selection/queries.ts";
import { HOLDOUT } from "./support/index-selection/queries-holdout.ts";
import { WHOLESALE } from "./support/index-selection/wholesale.ts";

const { values: flags } = parseArgs({
  options: {
    workload: { type: "string", default: "wholesale" },
    budgets: { type: "string" },
    verbose: { type: "boolean" },
    shadow: { type: "boolean" },
  },
});
const MB = 1_000_000;
/** `holdout` and `films` were written before anything was tuned by them. */
const WORKLOADS = {
  wholesale: { ground: WHOLESALE, queries: TUNED, budgets: "25,50,100,200" },
  holdout: { ground: WHOLESALE, queries: HOLDOUT, budgets: "25,50,100,200" },
  films: { ground: FILMS, queries: FILM_QUERIES, budgets: "5,10,20,40" },
} as const;
const named = Object.entries(WORKLOADS).find(([name]) => name === flags.workload);
if (named === undefined) throw new Error(`no workload ${flags.workload}`);
const [, { ground: GROUND, queries: QUERIES, budgets: BUDGETS }] = named;
const budgets = (flags.budgets ?? BUDGETS).split(",").map((text) => Number(text) * MB);

const world = await testWorld([]);
await using server = await world.engines.start({
  major: 15,
  settings: {
    autovacuum: "off",
    fsync: "off",
    full_page_writes: "off",
    shared_buffers: "256MB",
    max_parallel_workers_per_gather: "0",
    jit: "off",
  },
});
const url = await server.createDatabase("wholesale");
await using live: Session = await world.databases.open({ url });
await live.script(GROUND);
await live.query("vacuum analyze");

const catalog: Catalog = await readCatalog(live, { exact: false, statementTimeoutMs: 60_000 });
const parser = await loadParser();
const tables = tablesByName(catalog.tables);
const workload: readonly WorkloadStatement[] = QUERIES.map((text, place) => ({
  id: `q${place + 1}`,
  text,
  calls: 1,
  meanMs: null,
  rowsPerCall: null,
  origin: "bench",
}));
const { questions, unplanned } = questionsOf(workload, tables, parser);
if (unplanned.length > 0 || questions.length !== QUERIES.length)
  throw new Error(`not read: ${JSON.stringify(unplanned)}`);

interface Outcome {
  readonly relative: number;
  readonly bytes: number;
  readonly calls: number;
  readonly seconds: number;
  /** Of CPU, user and system: our own, and of the server's session. */
  readonly ownCpu: number;
  readonly serverCpu: number;
  readonly bodies: readonly string[];
}

/** The judge: the workload's cost with these, relative to nothing. */
async function judged(chosen: readonly Built[]): Promise<{ readonly relative: number; readonly bytes: number }> {
  await using judge = hypothetical(live);
  const total = async (on: readonly Built[]): Promise<number> => {
    let sum = 0;
    for (const question of questions) {
      const answer = await judge.ask(question, on);
      if (!("plan" in answer)) throw new Error(`${question.id}: ${answer.refused}`);
      sum += answer.plan.cost;
      if (flags.verbose) costs.set(question.id, [...(costs.get(question.id) ?? []), answer.plan.cost]);
    }
    return sum;
  };
  const costs = new Map<string, readonly number[]>();
  const base = await total([]);
  const relative = (await total(chosen)) / base;
  if (flags.verbose)
    console.log([...costs].map(([id, [a = 0, b = 0]]) => `${id} ${a.toFixed(0)}>${b.toFixed(0)}`).join(" "));
  return { relative, bytes: chosen.reduce((sum, { pages }) => sum + pages * 8_192, 0) };
}

/** Seconds since it was started. */
async function stopwatch(): Promise<() => Pick<Outcome, "seconds" | "ownCpu" | "serverCpu">> {
  const [row] = await live.query("select pg_backend_pid() as pid");
  const pid = Number(row?.["pid"]);
  const [began, own, server] = [performance.now(), process.cpuUsage(), sessionCpu(pid)];
  return () => {
    const { user, system } = process.cpuUsage(own);
    return {
      seconds: (performance.now() - began) / 1_000,
      ownCpu: (user + system) / 1_000_000,
      serverCpu: sessionCpu(pid) - server,
    };
  };
}

/** Of a process of this machine (proc(5): fields 14 and 15 of stat, in hundredths of a second). */
function sessionCpu(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function timed(
  choose: (planner: Hypothetical) => Promise<{ readonly chosen: readonly Built[]; readonly calls: number }>,
): Promise<Outcome> {
  const measure = await stopwatch();
  await using planner = hypothetical(live);
  const { chosen, calls } = await choose(planner);
  const spent = measure();
  await planner[Symbol.asyncDispose]();
  return {
    ...(await judged(chosen)),
    calls,
    ...spent,
    bodies: chosen.map(({ candidate }) => `${candidate.table.name} ${bodyOf(candidate)}`),
  };
}

const attributes = catalog.tables.flatMap((table) =>
  table.columns
    .filter(({ name }) => QUERIES.some((sql) => new RegExp(`\\b${name}\\b`).test(sql)))
    .map(({ name }) => ({ table, column: name })),
);
const asked = questions.map((question) => ({
  ...question,
  calls: question.statement.calls,
  columns: new Set(
    attributes
      .filter(({ column }) => new RegExp(`\\b${column}\\b`).test(question.sql))
      .map(({ table, column }) => columnKey(table, column)),
  ),
}));

const byExtend = (budgetBytes: number, width: number): Promise<Outcome> =>
  timed((planner) => extend({ planner, questions: asked, attributes, budgetBytes, width }));

/** With all forms of indexes, or without those that Extend cannot propose: conditions, expressions, operator classes. */
const ours = (budgetBytes: number, isPlain: boolean): Promise<Outcome> =>
  timed(async (planner) => {
    const popularity = popularityOf(questions.flatMap(({ needs }) => needs));
    const made = questions.flatMap((question: WorkloadQuestion) =>
      question.needs.flatMap((need) =>
        candidatesFor(need, { extensions: new Set(), popularity, rows: ({ rows }) => rows.count ?? 0 }).map(
          (candidate) => ({ candidate, id: question.id }),
        ),
      ),
    );
    const byKey = groupBy(isPlain ? made.filter(({ candidate }) => isPlainOne(candidate)) : made, ({ candidate }) =>
      candidateKey(candidate),
    );
    const { built } = await planner.build([...byKey.values()].flatMap(([first]) => first?.candidate ?? []));
    const { chosen } = await chooseInRounds({
      questions,
      built,
      madeFor: new Map([...byKey].map(([key, some]) => [key, new Set(some.map(({ id }) => id))])),
      costs: costsOf(planner),
      mayReach: false,
      budgetBytes,
      observe: () => undefined,
    });
    return { chosen, calls: planner.calls() };
  });

const isPlainOne = ({ method, keys, predicate }: Candidate): boolean =>
  method === "btree" &&
  predicate === null &&
  keys.every(({ term, descending, operatorClass }) => term.kind === "column" && !descending && operatorClass === null);

async function throughShadow(budgetBytes: number): Promise<Outcome> {
  const source = await readShadowSource(world, { url });
  if (source.statistics === null) throw new Error("no statistics");
  await using planning = await openPlanningShadow(world, {
    source: { ...source, statistics: source.statistics },
    catalog,
    settings: await readPlannerSettings(live),
    timeout: 60_000,
  });
  const measure = await stopwatch();
  const advice = await adviseIndexes({
    catalog,
    workload,
    parser,
    ground: planning.ground,
    extensions: new Set(),
    budgetBytes,
    observe: () => undefined,
  });
  const spent = measure();
  const bytes = advice.suggestions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const bodies = advice.suggestions.map(({ up }) =>
    (up[0] ?? "").replace(/CONCURRENTLY \S+/, "hypothetical").replace(/;$/, ""),
  );
  for (const body of bodies) await live.query(`select hypopg_create_index(${quoteLiteral(body, "postgresql")})`);
  const { relative } = await costedNow();
  await live.query("select hypopg_reset()");
  return { relative, bytes, calls: advice.plannerCalls, ...spent, bodies };
}

/** Relative to nothing, with what is hypothetically there now. */
async function costedNow(): Promise<{ readonly relative: number }> {
  const total = async (): Promise<number> => {
    let sum = 0;
    for (const { sql } of questions) {
      const [row] = await live.query(`explain (format json) ${sql}`);
      const [document] = (row?.["QUERY PLAN"] ?? []) as { Plan: { "Total Cost": number } }[];
      sum += document?.Plan["Total Cost"] ?? 0;
    }
    return sum;
  };
  const after = await total();
  await live.query("select hypopg_reset()");
  return { relative: after / (await total()) };
}

const percent = (some: number, all: number): string => `${((100 * some) / all).toFixed(0)} %`;

const show = (name: string, { relative, bytes, calls, seconds, ownCpu, serverCpu, bodies }: Outcome): void => {
  console.log(
    `  ${name.padEnd(14)} ${relative.toFixed(4)}  ${(bytes / MB).toFixed(1).padStart(6)} MB  ${String(calls).padStart(6)} plans  ${seconds.toFixed(1)} s (CPU ${ownCpu.toFixed(1)} own, ${serverCpu.toFixed(1)} of the server)`,
  );
  if (flags.verbose) for (const body of bodies) console.log(`      ${body}`);
};

const plainOnes = { worst: 0, calls: 0 };
let [worst, theirCalls, ourCalls] = [0, 0, 0];
for (const budget of budgets) {
  console.log(`${budget / MB} MB`);
  const two = await byExtend(budget, 2);
  const three = await byExtend(budget, 3);
  const own = await ours(budget, false);
  const plain = await ours(budget, true);
  show("Extend, 2 wide", two);
  show("Extend, 3 wide", three);
  show("ours", own);
  show("ours, whole", plain);
  if (flags.shadow) show("by the shadow", await throughShadow(budget));
  const best = three.relative <= two.relative ? three : two;
  worst = Math.max(worst, own.relative / best.relative);
  theirCalls += best.calls;
  ourCalls += own.calls;
  plainOnes.worst = Math.max(plainOnes.worst, plain.relative / best.relative);
  plainOnes.calls += plain.calls;
  console.log(
    `  of the better Extend: ours ${(own.relative / best.relative).toFixed(4)} of the cost by ${percent(own.calls, best.calls)} of the plans; whole ones ${(plain.relative / best.relative).toFixed(4)} by ${percent(plain.calls, best.calls)}`,
  );
  if (own.bytes > budget) throw new Error("above the budget");
}
console.log(
  `cost against the better Extend: at most ${worst.toFixed(4)} of it by ${percent(ourCalls, theirCalls)} of the plans; with the forms that it knows only, ${plainOnes.worst.toFixed(4)} by ${percent(plainOnes.calls, theirCalls)}`,
);
