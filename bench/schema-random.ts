// Random pairs of schemas, planned, run with rows, planned again and taken back: `npx tsx bench/schema-random.ts [--pairs 2000]
// [--seed 1] [--major 15] [--kind system|embedded] [--dump] [--out folder]`. Failures are shrunk and printed as SQL.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { drop, type Ground, prepare } from "./support/random-schema/ground.ts";
import { judge, type JudgeOptions, type Verdict } from "./support/random-schema/judge.ts";
import { observerOf } from "./support/random-schema/observer.ts";
import { pairFrom, type SchemaPair } from "./support/random-schema/schema.ts";
import { shrink } from "./support/random-schema/shrink.ts";
import { testWorld } from "../test/support/world.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    major: { type: "string", default: "" },
    kind: { type: "string" },
    out: { type: "string" },
    observe: { type: "string", default: "4" },
    minutes: { type: "string", default: "60" },
    "no-shrink": { type: "boolean", default: false },
    dump: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});
const world = await testWorld([]);
const natives = (await world.engines.available()).filter(({ kind }) => kind !== "pglite");
const engine = natives.find(
  ({ major, kind }) =>
    (values.major === "" || major === Number(values.major)) && (values.kind === undefined || kind === values.kind),
);
if (engine === undefined) throw new Error("no such PostgreSQL was found");
const settings = {
  wal_level: "logical",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  jit: "off",
  max_locks_per_transaction: "512",
};
await using server = await world.engines.start({ engine: engine.kind, major: engine.major, settings });
await using admin = await world.databases.open({ url: server.url() });
const ground: Ground = { databases: world.databases, admin, urlOf: (name) => server.url(name) };
await prepare(ground);

const observer = observerOf(world, engine, natives, values.dump ? "dump" : "reader");
const every = Number(values.observe);
const optionsFor = (seed: number): JudgeOptions => ({
  online: seed % 2 === 0,
  rows: true,
  observer: seed % every === 0 ? observer : undefined,
  lane: "bw",
});
const [stages, alone] = [new Map<string, number>(), new Map<string, number>()];
const seen = new Map<string, number>();
const [forms, changes, refusals] = [new Set<string>(), new Set<string>(), new Map<string, number>()];
let [statements, withRows] = [0, 0];
const started = performance.now();
const used = process.cpuUsage();

const first = Number(values.seed);
let done = 0;
for (let seed = first; seed < first + Number(values.pairs); seed += 1) {
  if (performance.now() - started > Number(values.minutes) * 60_000) break;
  const pair = pairFrom(seed);
  const options = optionsFor(seed);
  const verdict = await judge(ground, pair, options);
  done += 1;
  count(verdict);
  if (verdict.stage !== "right" || verdict.alone !== "right") await report(seed, pair, verdict, options);
}

function count(verdict: Verdict): void {
  stages.set(verdict.stage, (stages.get(verdict.stage) ?? 0) + 1);
  alone.set(verdict.alone, (alone.get(verdict.alone) ?? 0) + 1);
  statements += verdict.statements;
  withRows += verdict.withRows ? 1 : 0;
  const before = new Map(verdict.old.items.map((item) => [item.key, item]));
  const after = new Map(verdict.next.items.map((item) => [item.key, item]));
  for (const item of [...before.values(), ...after.values()]) forms.add(item.tag);
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(key), after.get(key)];
    if (from?.sql !== to?.sql) changes.add(`${from?.tag ?? "nothing"} -> ${to?.tag ?? "nothing"}`);
  }
  for (const { tag, reason } of [...verdict.old.refusals, ...verdict.next.refusals]) {
    const name = `${tag.split(" ")[0]}: ${shapeOf(reason).slice(0, 90)}`;
    refusals.set(name, (refusals.get(name) ?? 0) + 1);
  }
}

/** What the server said, without names and numbers. */
function shapeOf(detail: string): string {
  return (detail.split("\n")[0] ?? "")
    .replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\d+/g, "_")
    .replaceAll(/\b(?:public|app)\.\S+/g, "_");
}

function shapeBy({ alone: by, stage, detail }: Verdict): string {
  return `${by} ${stage} ${shapeOf(detail).slice(0, 60)}`;
}

async function report(seed: number, pair: SchemaPair, verdict: Verdict, options: JudgeOptions): Promise<void> {
  const shape = shapeBy(verdict);
  const times = (seen.get(shape) ?? 0) + 1;
  seen.set(shape, times);
  console.log(
    `## seed ${seed} (${pair.kind}) ${verdict.alone} alone, ${verdict.stage} with its proof: ${verdict.detail.slice(0, values.verbose ? 5000 : 300)}`,
  );
  if (values["no-shrink"] || times > 1) return;
  // Only what it takes to see it again.
  const needed = {
    ...options,
    rows: verdict.alone === "rows",
    observer: /^(?:observer|truth)/.test(verdict.alone) ? observer : undefined,
  };
  const fails = async (candidate: SchemaPair): Promise<SchemaPair | undefined> => {
    const again = await judge(ground, candidate, needed);
    if (shapeBy(again) !== shape) return undefined;
    return { ...candidate, old: again.old.items, next: again.next.items };
  };
  const small = await shrink(pair, fails);
  const last = await judge(ground, small, needed);
  const text = [
    `-- seed ${seed} ${verdict.alone} ${verdict.stage} online=${options.online}`,
    "-- OLD",
    ...small.old.map(({ sql }) => `${sql};`),
    "-- NEXT",
    ...small.next.map(({ sql }) => `${sql};`),
    "-- SAYS",
    last.detail.slice(0, 3000),
  ].join("\n");
  console.log(text);
  if (values.out === undefined) return;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, `${seed}-${verdict.stage}.sql`), text);
}

const [placed = {}] = await admin.query("SHOW data_directory");
const postmaster = readFileSync(join(String(placed["data_directory"]), "postmaster.pid"), "utf8").split("\n")[0];
/** Of its children that have ended: user and system time in hundredths (proc(5), fields 16 and 17). */
const fields = readFileSync(`/proc/${postmaster}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
const serverSeconds = (Number(fields[13]) + Number(fields[14])) / 100;
const { user, system } = process.cpuUsage(used);
console.log("the planner alone:", Object.fromEntries(alone));
console.log("what would be written:", Object.fromEntries(stages));
console.log(
  `PostgreSQL ${engine.version} (${engine.kind}): ${done} pairs from seed ${first}, ${withRows} with rows, ${statements} statements, ` +
    `${forms.size} forms of objects, ${changes.size} different changes, ${((performance.now() - started) / 1000).toFixed(0)} s, ` +
    `${((user + system) / 1e6).toFixed(0)} s CPU of ours, ${serverSeconds.toFixed(0)} s of the server`,
);
if (values.verbose)
  console.log(
    [...refusals]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 60)
      .map(([name, times]) => `${times} ${name}`)
      .join("\n"),
  );
await drop(ground, "bw_old");
await drop(ground, "bw_next");
await drop(ground, "bw_proof");
process.exitCode = [...stages.keys()].every((stage) => stage === "right" || stage === "refused") ? 0 : 1;
