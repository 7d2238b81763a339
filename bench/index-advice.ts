// Index suggestions against the truth: `npx tsx bench/index-advice.ts [--set market|laboratory] [--major 15] [--only pattern] [--verbose]`.
// (a) every decision "does this index save a tenth" of the shadow's planner, which has no row, against the planner of a live server
// that has the rows and the real index; (b) for each query the suggested index against all contenders, each really built and run.
import { parseArgs } from "node:util";
import { adviseIndexes, readPlannerSettings } from "../src/advice/indexes/index.ts";
import {
  bodyOf,
  type Candidate,
  candidateKey,
  candidatesFor,
  createSql,
  popularityOf,
} from "../src/advice/indexes/candidates/index.ts";
import { needsOf } from "../src/advice/indexes/query/index.ts";
import { askPlan, indexPlanner, type Plan } from "../src/advice/indexes/shadow/index.ts";
import { questionsOf, type WorkloadStatement } from "../src/advice/indexes/workload/index.ts";
import { loadParser, tablesByName } from "../src/advice/statements/index.ts";
import { readCatalog, type Session, type Table } from "../src/catalog/index.ts";
import { openPlanningShadow } from "../src/commands/advise/ground.ts";
import { readShadowSource } from "../src/commands/shadow/index.ts";
import { uniqueBy } from "../src/kit/index.ts";
import { quoteLiteral } from "../src/sql/index.ts";
import { testWorld } from "../test/support/world.ts";
import { LABORATORY } from "./support/index-advice/laboratory.ts";
import { MARKET } from "./support/index-advice/market.ts";
import { SHOP } from "./support/index-advice/shop.ts";
import { HOLDOUT } from "./support/index-advice/templates-holdout.ts";
import { LABORATORY_TEMPLATES } from "./support/index-advice/templates-laboratory.ts";
import { type Template, TEMPLATES } from "./support/index-advice/templates.ts";

const { values: flags } = parseArgs({
  options: {
    /** `market` and `laboratory` were written before anything was mended by them. */
    set: { type: "string", default: "shop" },
    major: { type: "string", default: "18" },
    only: { type: "string" },
    verbose: { type: "boolean" },
  },
});

const world = await testWorld([]);
await using server = await world.engines.start({
  major: Number(flags.major),
  settings: {
    autovacuum: "off",
    fsync: "off",
    full_page_writes: "off",
    shared_buffers: "512MB",
    maintenance_work_mem: "256MB",
  },
});
const url = await server.createDatabase("shop");
await using live = await world.databases.open({ url });
const SETS = {
  shop: { ground: SHOP, templates: TEMPLATES, extensions: ["pg_trgm"] },
  market: { ground: MARKET, templates: HOLDOUT, extensions: ["pg_trgm", "ltree", "btree_gist"] },
  laboratory: { ground: LABORATORY, templates: LABORATORY_TEMPLATES, extensions: ["pg_trgm", "btree_gist"] },
} as const;
const [, set] = Object.entries(SETS).find(([name]) => name === flags.set) ?? [];
if (set === undefined) throw new Error(`no set ${flags.set}`);
await live.script(set.ground);
await live.query("vacuum analyze");
await live.script("set plan_cache_mode = force_generic_plan; set jit = off; set max_parallel_workers_per_gather = 0");

const source = await readShadowSource(world, { url });
const catalog = await readCatalog(live, { exact: false, statementTimeoutMs: 60_000 });
if (source.statistics === null) throw new Error("no statistics");
await using planning = await openPlanningShadow(world, {
  source: { ...source, statistics: source.statistics },
  catalog,
  settings: await readPlannerSettings(live),
  timeout: 60_000,
});
const parser = await loadParser();
const tables = tablesByName(catalog.tables);
const extensions = new Set<string>(set.extensions);
const LEAST = 0.9;

/** All columns of the query's tables that its text names: alone, in pairs in both orders, and each holding the others. Not our rules' choice. */
function exhaustive(sql: string, read: readonly Table[]): readonly Candidate[] {
  return read.flatMap((table) => {
    const columns = table.columns
      .filter(({ name, type }) => new RegExp(`\\b${name}\\b`).test(sql) && !/json|\[\]|range|tsvector/.test(type))
      .slice(0, 5);
    const lists = columns.flatMap((a) => [[a]].concat(columns.filter((b) => b !== a).map((b) => [a, b])));
    const holding = columns.map((a) => ({
      list: [a],
      include: columns.filter((b) => b !== a).map(({ name }) => name),
    }));
    return [
      ...lists.map((list) => ({ list, include: [] as string[] })),
      ...holding.filter(({ include }) => include.length > 0),
    ].map(({ list, include }) => ({
      table,
      method: "btree" as const,
      keys: list.map(({ name }) => ({
        term: { kind: "column" as const, name },
        descending: false,
        nullsFirst: false,
        operatorClass: null,
      })),
      include,
      predicate: null,
    }));
  });
}

interface Truth {
  readonly plan: Plan;
  readonly milliseconds: number;
  readonly buffers: number;
  readonly pages: number;
}

const isWrite = ({ sql }: Template): boolean => /^(?:insert|update|delete)/.test(sql);
const literal = (value: string | number): string =>
  typeof value === "number" ? String(value) : quoteLiteral(value, "postgresql");
const withValues = ({ sql, values }: Template): string =>
  sql.replaceAll(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1] ?? ""));

async function measured(
  session: Session,
  template: Template,
  question: { readonly sql: string; readonly parameters: number },
): Promise<Omit<Truth, "pages">> {
  const answer = await askPlan(session, question);
  if (!("plan" in answer)) throw new Error(`${template.name}: ${answer.refused}`);
  const times: number[] = [];
  let buffers = 0;
  let sum = 0;
  for (let run = 0; run < (isWrite(template) ? 1 : 7) && sum < 400; run += 1) {
    const [row] = await session.query(`explain (analyze, buffers, timing off, format json) ${withValues(template)}`);
    const [document] = (row?.["QUERY PLAN"] ?? []) as { "Execution Time": number; Plan: Record<string, number> }[];
    times.push(document?.["Execution Time"] ?? 0);
    sum += times.at(-1) ?? 0;
    buffers = (document?.Plan["Shared Hit Blocks"] ?? 0) + (document?.Plan["Shared Read Blocks"] ?? 0);
  }
  return { plan: answer.plan, milliseconds: Math.min(...times), buffers };
}

/** Builds indexes for real, looks, and takes them away again. */
async function truthOf(
  template: Template,
  question: { readonly sql: string; readonly parameters: number },
  statements: readonly string[],
  table?: Table,
): Promise<Truth | undefined> {
  await live.script("begin");
  try {
    for (const sql of statements) await live.script(sql);
    if (table !== undefined) await live.script(`analyze ${table.name}`);
    const [size] = await live.query(
      "select coalesce(sum(pg_relation_size(c.oid)) / 8192, 0)::int as pages from pg_class c where relname like 'bench_index%'",
    );
    return { ...(await measured(live, template, question)), pages: Number(size?.["pages"]) };
  } catch (failure) {
    if (flags.verbose) console.log(`   ${statements.join("; ")}: ${String(failure)}`);
    return undefined;
  } finally {
    await live.script("rollback");
  }
}

const usesOwn = (plan: Plan, prefix: string): boolean =>
  plan.scans.some(({ index }) => index?.startsWith(prefix) ?? false);

const decisions = { all: 0, agree: 0, falseYes: 0, falseNo: 0, trueYes: 0 };
const costRatios: number[] = [];
const sizeRatios: number[] = [];
const chosen = { wanted: 0, right: 0, none: 0, noneRight: 0 };
const speedUps: number[] = [];
let calls = 0;

/** What pg_stat_statements would say: rows given, or written. */
async function rowsOf(template: Template): Promise<number> {
  await live.script("begin");
  const [row] = await live.query(`explain (analyze, timing off, format json) ${withValues(template)}`);
  await live.script("rollback");
  const [document] = (row?.["QUERY PLAN"] ?? []) as {
    Plan: { "Actual Rows": number; Plans?: { "Actual Rows": number }[] };
  }[];
  return (isWrite(template) ? document?.Plan.Plans?.[0] : document?.Plan)?.["Actual Rows"] ?? 0;
}

async function judge(template: Template): Promise<void> {
  const statement: WorkloadStatement = {
    id: "q",
    text: template.sql,
    calls: 1_000,
    meanMs: null,
    rowsPerCall: await rowsOf(template),
    origin: "bench",
  };
  const { questions } = questionsOf([statement], tables, parser);
  const [question] = questions;
  if (question === undefined) throw new Error(`${template.name}: not a question`);
  const advice = await adviseIndexes({
    catalog,
    workload: [statement],
    parser,
    ground: planning.ground,
    extensions,
    budgetBytes: null,
    observe: () => undefined,
  });
  calls += advice.plannerCalls;
  if (advice.unplanned.length > 0) throw new Error(`${template.name}: ${advice.unplanned[0]?.reason}`);
  if (flags.verbose) for (const reason of advice.whyNot) console.log(`   ${JSON.stringify(reason)}`);
  const needs = needsOf(question.tree, tables);
  const ours = needs.flatMap((need) =>
    candidatesFor(need, { extensions, popularity: popularityOf(needs), rows: ({ rows }) => rows.count ?? 0 }),
  );
  const contenders = uniqueBy(
    [...ours, ...exhaustive(template.sql, [...new Set(needs.map(({ table }) => table))])],
    candidateKey,
  );
  await using planner = indexPlanner(planning.ground);
  const { built } = await planner.build(contenders);
  const base = await truthOf(template, question, []);
  const shadowBase = await planner.plan(question, []);
  if (base === undefined || !("plan" in shadowBase)) throw new Error(`${template.name}: no plan`);
  const found: { readonly body: string; readonly truth: Truth }[] = [];
  for (const one of built) {
    const isExpression = one.candidate.keys.some(({ term }) => term.kind === "expression");
    const truth = await truthOf(
      template,
      question,
      [createSql(one.candidate, "bench_index")],
      isExpression ? one.candidate.table : undefined,
    );
    if (truth === undefined) continue;
    const asked = await planner.plan(question, [one]);
    if (!("plan" in asked)) continue;
    const isTrue = truth.plan.cost <= base.plan.cost * LEAST && usesOwn(truth.plan, "bench_index");
    const isSaid = asked.plan.cost <= shadowBase.plan.cost * LEAST && usesOwn(asked.plan, "backwright_candidate");
    decisions.all += 1;
    if (isTrue === isSaid) decisions.agree += 1;
    else if (isSaid) decisions.falseYes += 1;
    else decisions.falseNo += 1;
    if (isTrue && isSaid) decisions.trueYes += 1;
    if (isTrue !== isSaid || flags.verbose)
      console.log(
        `   ${isTrue === isSaid ? "" : isSaid ? "FALSE YES " : "FALSE NO "}${template.name}: ${bodyOf(one.candidate)} live ${base.plan.cost.toFixed(1)} -> ${truth.plan.cost.toFixed(1)}, shadow ${shadowBase.plan.cost.toFixed(1)} -> ${asked.plan.cost.toFixed(1)}; ${truth.milliseconds.toFixed(3)} ms, ${truth.buffers} buffers, ${truth.pages} pages (${one.pages})`,
      );
    costRatios.push(asked.plan.cost / truth.plan.cost);
    sizeRatios.push(one.pages / truth.pages);
    found.push({ body: bodyOf(one.candidate), truth });
  }
  for (const [place, rival] of (template.rivals ?? []).entries()) {
    const table = catalog.tables.find(({ name }) => rival.startsWith(`${name} `));
    const truth = await truthOf(template, question, [`create index bench_index_${place} on ${rival}`], table);
    if (truth !== undefined && usesOwn(truth.plan, "bench_index")) found.push({ body: rival, truth });
  }
  const best = found.toSorted((a, b) => a.truth.milliseconds - b.truth.milliseconds)[0];
  const bodies = advice.suggestions.map(({ up }) => (up[0] ?? "").replace(/^.* ON \w+\.(\w+) /, "$1 "));
  const needed = advice.suggestions.flatMap(({ up, name }, place) =>
    up.map((sql) => sql.replace("CONCURRENTLY ", "").replaceAll(name, `bench_index_${place}`)),
  );
  const own = needed.length === 0 ? base : await truthOf(template, question, needed);
  if (own === undefined) throw new Error(`${template.name}: the suggestion cannot be built`);
  const bestMs = best?.truth.milliseconds ?? base.milliseconds;
  const line = `${template.name}: ${base.milliseconds.toFixed(2)} ms -> ${own.milliseconds.toFixed(2)} by ${bodies.join(" + ") || "nothing"}; best of ${found.length}: ${best?.body} ${bestMs.toFixed(2)} (buffers ${base.buffers} -> ${own.buffers}, best ${best?.truth.buffers})`;
  if (template.none === true) {
    chosen.none += 1;
    const isRight = advice.suggestions.length === 0;
    if (isRight) chosen.noneRight += 1;
    console.log(`${isRight ? "ok  " : "BAD "}${line}`);
    return;
  }
  chosen.wanted += 1;
  const isRight =
    advice.suggestions.length > 0 &&
    (own.milliseconds <= bestMs * 1.25 + 0.1 || own.buffers <= (best?.truth.buffers ?? 0) + 4);
  if (isRight) chosen.right += 1;
  speedUps.push(base.milliseconds / own.milliseconds);
  console.log(`${isRight ? "ok  " : "BAD "}${line}`);
}

const asked = set.templates.filter(({ name }) => flags.only === undefined || new RegExp(flags.only).test(name));
const began = performance.now();
for (const template of [...asked.filter((one) => !isWrite(one)), ...asked.filter(isWrite)]) await judge(template);

const median = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(3);
const within = (values: readonly number[], share: number): string =>
  ((100 * values.filter((value) => Math.abs(value - 1) <= share).length) / values.length).toFixed(1);
console.log(
  `PostgreSQL ${flags.major}, shadow ${planning.shadow.engine.version}, ${((performance.now() - began) / 1_000).toFixed(0)} s`,
);
console.log(
  `(a) decisions ${decisions.all}: agree ${decisions.agree} (${((100 * decisions.agree) / decisions.all).toFixed(2)} %), yes found ${decisions.trueYes}, false yes ${decisions.falseYes}, false no ${decisions.falseNo}`,
);
console.log(
  `    cost, shadow / live: median ${median(costRatios)}, within 5 % ${within(costRatios, 0.05)} %; size: median ${median(sizeRatios)}, within 25 % ${within(sizeRatios, 0.25)} %`,
);
console.log(
  `(b) top-1 ${chosen.right}/${chosen.wanted}, none where none is needed ${chosen.noneRight}/${chosen.none}, median speed-up ${median(speedUps)}, ${calls} plans`,
);
