// The differ over a corpus of pairs: forward, an empty second plan, rows kept, back. `npx tsx bench/schema-diff.ts <part> [options]`
// Two figures: the planner alone, and what `db diff` would write, which proves its plan first, goes on where something is left, and refuses
// what it cannot prove. The proof is run only for pairs whose plan alone is wrong: a plan that is right as it stands is proven as it stands.
//   plain      every pair on PostgreSQL with pg_dump, by the corpus's own judge
//   isolated   the pairs that change roles, each on a fresh server, by the same judge
//   newer      the pairs for PostgreSQL 16 and later, in our own 18, by the second reader; --min 0 takes all pairs
//   pglite     every 10th pair without roles and subscriptions, in our own 18 and in PGlite, by the second reader
//   quick      on PostgreSQL with pg_dump by our own reader alone: to find causes
// --only a list of ids, or an earlier --out (what was wrong there); --resume goes on with an --out; --reverse begins at the end; --plain-forms; --reader: isolated pairs by the second reader, quickly; --tool pg-delta with PG_DELTA, a folder with that
// package. Needs the corpus (BACKWRIGHT_CORPUS, default ../shared/corpus).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DatabaseServer } from "../src/command/index.ts";
import { testWorld } from "../test/support/world.ts";
import { nativeGround, observePlainly, SETTINGS } from "./support/schema-diff-ground.ts";
import { hear } from "./support/schema-diff-oracle.ts";
import { type Ground, judge, type Pair, pairsOf, type Verdict } from "./support/schema-diff-pairs.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filter: { type: "string", default: "" },
    every: { type: "string" },
    from: { type: "string", default: "0" },
    reverse: { type: "boolean", default: false },
    only: { type: "string" },
    min: { type: "string", default: "16" },
    lanes: { type: "string", default: "2" },
    slice: { type: "string", default: "100" },
    reader: { type: "boolean", default: false },
    "plain-forms": { type: "boolean", default: false },
    tool: { type: "string", default: "backwright" },
    keep: { type: "string", default: join(tmpdir(), "backwright-schema-diff") },
    out: { type: "string" },
    resume: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});
const [part = "plain"] = positionals;
const corpus = join(
  process.env["BACKWRIGHT_CORPUS"] ?? join(import.meta.dirname, "../../shared/corpus"),
  "schema-diff",
);
if (!existsSync(corpus)) throw new Error(`there is no corpus in ${corpus}: set BACKWRIGHT_CORPUS`);
const every = Number(values.every ?? (part === "pglite" ? 10 : 1));
const lanes = Number(values.lanes);
const online = !values["plain-forms"];
const world = await testWorld([]);
const started = performance.now();
const verdicts: Verdict[] =
  values.resume && existsSync(values.out ?? "") ? JSON.parse(readFileSync(values.out ?? "", "utf8")) : [];
const known = new Set(verdicts.map(({ id }) => id));

const only = values.only === undefined ? undefined : idsIn(JSON.parse(readFileSync(values.only, "utf8")));
const pairs = pairsOf(corpus)
  .filter(({ id }) => new RegExp(values.filter).test(id) && only?.has(id) !== false)
  .filter(isOfPart)
  .filter((_pair, index) => index % every === Number(values.from))
  .filter(({ id }) => !known.has(id));
if (values.reverse) pairs.reverse();

/** Ids, or verdicts of which those count that are wrong. */
function idsIn(listed: readonly (string | Verdict)[]): ReadonlySet<string> {
  return new Set(listed.flatMap((one) => (typeof one === "string" ? [one] : one.stage === "right" ? [] : [one.id])));
}

function isOfPart({ id, isolatedCluster, minVersion, kinds, roles }: Pair): boolean {
  if (part === "isolated") return isolatedCluster === true;
  if (part === "newer")
    return Number(values.min) === 0 ? isolatedCluster !== true : Number(minVersion) >= Number(values.min);
  if (part !== "pglite") return isolatedCluster !== true;
  const isLeftOut =
    /role|subscription|membership/i.test(id) || kinds.includes("SUBSCRIPTION") || (roles ?? []).length > 0;
  return isolatedCluster !== true && !isLeftOut;
}

function note(some: readonly Verdict[]): void {
  for (const verdict of some) {
    verdicts.push(verdict);
    if (verdict.stage !== "right" || verdict.alone !== undefined)
      console.log(
        `## ${verdict.id} ${verdict.alone ?? verdict.stage} alone, ${verdict.stage} as written\n${verdict.detail.slice(0, values.verbose ? 20_000 : 600)}`,
      );
  }
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(verdicts, null, 1));
}

async function startWithDump(): Promise<DatabaseServer> {
  const engine = (await world.engines.available()).find(({ path = "" }) => existsSync(join(path, "pg_dump")));
  if (engine === undefined) throw new Error("no PostgreSQL with pg_dump was found on this machine");
  return await world.engines.start({ engine: engine.kind, major: engine.major, settings: SETTINGS });
}

function isWrong({ stage }: Verdict): boolean {
  return !/^(?:right|refused|setup|oracle)$/.test(stage);
}

function asWritten(alone: Verdict, written: Verdict | undefined): Verdict {
  return written === undefined ? alone : { ...written, alone: alone.stage };
}

/** The module that the judge asks for plans. */
function moduleOf(tool: string): string {
  if (tool === "backwright") return "bench/schema-diff-module.ts";
  if (process.env["PG_DELTA"] === undefined)
    throw new Error("@supabase/pg-delta is absent: install it into a folder of its own and name that in PG_DELTA");
  return "bench/schema-diff-pg-delta.ts";
}

async function byOracle(server: DatabaseServer, ids: readonly string[]): Promise<void> {
  const size = Number(values.slice);
  const env = { DIFF_ONLINE: online ? "1" : "0" };
  const folder = join(values.keep, `${values.tool}-${process.pid}`);
  const reference = join(values.keep, `reference-${server.engine.version}`);
  for (let from = 0; from < ids.length; from += size) {
    const some = ids.slice(from, from + size);
    const hearing = { server, corpus, module: moduleOf(values.tool), lanes, folder, reference };
    const heard = await hear(some, { ...hearing, env });
    const wrong = values.tool === "backwright" ? heard.filter(isWrong).map(({ id }) => id) : [];
    const again = wrong.length === 0 ? [] : await hear(wrong, { ...hearing, env: { ...env, DIFF_PROOF: "1" } });
    const written = new Map(again.map((verdict) => [verdict.id, verdict]));
    note(heard.map((verdict) => asWritten(verdict, written.get(verdict.id))));
    console.error(`${verdicts.length - known.size} of ${pairs.length}, ${seconds()} s`);
  }
}

const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);

async function byReader(server: DatabaseServer, observe: Ground["observe"]): Promise<void> {
  const queue = [...pairs];
  const lane = async (number: number): Promise<void> => {
    const rest = { corpus, options: { online }, observe, lane: `bw${process.pid}_${number}` };
    await using ground = await nativeGround(world, server, rest);
    for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) note([await judge(pair, ground)]);
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
}

async function inPglite(): Promise<void> {
  for (const pair of pairs) {
    await using server = await world.engines.start({ engine: "pglite" });
    let made = 0;
    const fresh = (side: string): Promise<string> => server.createDatabase(`${side}${(made += 1)}`);
    const ground: Ground = { databases: world.databases, corpus, options: { online }, fresh, observe: observePlainly };
    note([await judge(pair, ground)]);
  }
}

function summary(name: string): void {
  const judged = verdicts.filter(({ stage }) => stage !== "setup" && stage !== "oracle");
  console.log(
    figure(
      `${name}, the planner alone`,
      judged.map(({ alone, stage }) => alone ?? stage),
    ),
  );
  console.log(
    figure(
      `${name}, what would be written`,
      judged.map(({ stage }) => stage),
    ),
    `${seconds()} s`,
  );
}

function figure(name: string, stages: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const stage of stages) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  const right = counts.get("right") ?? 0;
  const share = stages.length === 0 ? "-" : ((100 * right) / stages.length).toFixed(2);
  return `${name}: ${right} of ${stages.length} right (${share} %) ${JSON.stringify(Object.fromEntries(counts))}`;
}

if (part === "plain") {
  await using server = await startWithDump();
  await byOracle(
    server,
    pairs.map(({ id }) => id),
  );
} else if (part === "isolated") {
  const queue = [...pairs];
  const lane = async (number: number): Promise<void> => {
    for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) {
      await using server = await startWithDump();
      if (!values.reader) await byOracle(server, [pair.id]);
      else {
        const rest = { corpus, options: { online }, observe: observePlainly, lane: `bw${process.pid}_${number}` };
        await using ground = await nativeGround(world, server, rest);
        note([await judge(pair, ground)]);
      }
    }
  };
  await Promise.all(Array.from({ length: values.reader ? lanes : 1 }, (_, number) => lane(number)));
} else if (part === "quick") {
  await using server = await startWithDump();
  await byReader(server, undefined);
} else {
  await using server = await world.engines.start({ engine: "embedded", major: 18, settings: SETTINGS });
  await byReader(server, observePlainly);
}
summary(`${values.tool} ${part}`);
if (part === "pglite") {
  const native = verdicts.splice(0);
  await inPglite();
  summary("the same in PGlite");
  const wasRight = new Map(native.map(({ id, stage }) => [id, stage === "right"]));
  const apart = verdicts.filter(({ id, stage }) => wasRight.get(id) !== (stage === "right"));
  console.log(`judged otherwise there: ${apart.map(({ id, stage }) => `${id} ${stage}`).join(", ") || "none"}`);
}
process.exitCode = verdicts.every(({ stage }) => stage === "right" || stage === "refused") ? 0 : 1;
