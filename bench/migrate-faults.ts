// The runner's fault matrix on a real server, its peers beside it: every named fault, then kill -9 at every call of our run, before it
// is sent, while it is under way and after its answer. `npx tsx bench/migrate-faults.ts [--peers FOLDER] [--only WORDS] [--skip N] [--take N] [--runner NAME]
// [--kills-only | --no-kills] [--every N] [--part 1/4]`; FOLDER is where `npm install --ignore-scripts dbmate node-pg-migrate postgrator knex pg` was run.
import { createHash } from "node:crypto";
import { cpus } from "node:os";
import { sortedBy } from "../src/kit/index.ts";
import { programsWith, startCluster, type Cluster } from "../test/live/cluster-support.ts";
import { PHASES } from "../test/live/migrate-child.ts";
import { countCalls, survive } from "../test/live/migrate-mortal.ts";
import { startServer } from "../test/live/migrate-support.ts";
import { bundleChild } from "./support/faults/bundled-child.ts";
import { FAULTS, type NamedFault } from "./support/faults/faults.ts";
import { NotHere } from "./support/faults/places.ts";
import { ours, peersIn, type Runner } from "./support/faults/runners.ts";
import { Cannot, Fault, openStage, type Stage } from "./support/faults/stage.ts";

const words = process.argv.slice(2);
const after = (name: string): string | undefined => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};

type Mark = "ok" | "cannot" | "NO" | "-" | "?";

interface Judged {
  readonly mark: Mark;
  readonly why: string;
}

async function judge(fault: NamedFault, runner: Runner, cluster: Cluster): Promise<Judged> {
  const stages: Stage[] = [];
  const again = async (): Promise<Stage> => {
    const stage = await openStage(runner, cluster);
    stages.push(stage);
    return stage;
  };
  try {
    await fault.run(await again(), again);
    return { mark: "ok", why: "" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof Fault) return { mark: "NO", why };
    if (error instanceof Cannot) return { mark: "cannot", why };
    return error instanceof NotHere ? { mark: "-", why } : { mark: "?", why };
  } finally {
    for (const stage of stages) await Promise.resolve(stage[Symbol.asyncDispose]()).catch(() => undefined);
  }
}

async function matrix(): Promise<void> {
  const bin = await programsWith("pg_basebackup");
  if (bin === undefined) throw new Error("the matrix needs a PostgreSQL with pg_basebackup on this machine");
  const { there, absent } = peersIn(after("--peers"));
  const chosen = after("--runner");
  const runners = [ours(), ...there].filter(({ name }) => chosen === undefined || name === chosen);
  const only = new RegExp(after("--only") ?? "", "i");
  await using cluster = await startCluster(bin, { max_prepared_transactions: "5", max_connections: "50" });
  console.log(
    `PostgreSQL ${await version(cluster)}; ${runners.map(({ name, version }) => `${name} ${version}`.trim()).join(", ")}`,
  );
  if (absent.length > 0) console.log(`not installed, not judged: ${absent.join(", ")}`);
  const counts = new Map(runners.map(({ name }) => [name, { ok: 0, cannot: 0, NO: 0, "-": 0, "?": 0 }]));
  const skipped = Number(after("--skip") ?? 0);
  const faults = FAULTS.filter(({ name }) => only.test(name)).slice(skipped, skipped + Number(after("--take") ?? 1000));
  console.log(`\n${"fault".padEnd(62)}${runners.map(({ name }) => name.padEnd(17)).join("")}`);
  for (const fault of faults) {
    const line: Judged[] = [];
    for (const runner of runners) {
      const judged = await judge(fault, runner, cluster);
      line.push(judged);
      const count = counts.get(runner.name);
      if (count !== undefined) count[judged.mark] += 1;
    }
    console.log(`${fault.name.padEnd(62)}${line.map(({ mark }) => mark.padEnd(17)).join("")}`.trimEnd());
    line.forEach(({ mark, why }, index) => {
      if (mark !== "ok") console.log(`    ${runners[index]?.name}: ${why.replaceAll("\n", " ").slice(0, 220)}`);
    });
  }
  console.log(
    `\nok: safe and truthful. cannot: safe and truthful, but such a file cannot be run. NO: unsafe or untrue. -: not to be had here.`,
  );
  for (const [name, count] of counts)
    console.log(
      `${name}: ${count.ok} ok, ${count.cannot} cannot, ${count.NO} NO, ${count["-"]} -, ${count["?"]} ? of ${faults.length}`,
    );
}

async function version(cluster: Cluster): Promise<string> {
  await using session = await cluster.open();
  return String((await session.query("show server_version"))[0]?.["server_version"]);
}

/** Every call of a run over a folder of all kinds of migrations, three ways to die at each. */
async function kills(): Promise<void> {
  const every = Number(after("--every") ?? 1);
  const [part = 1, parts = 1] = (after("--part") ?? "1/1").split("/").map(Number);
  await using child = await bundleChild();
  process.env["BACKWRIGHT_CHILD_SCRIPT"] = child.script;
  await using server = await startServer();
  const calls = await countCalls(server);
  const deaths = (["migrate", "rollback"] as const).flatMap((command) =>
    Array.from({ length: calls[command] }, (_, index) => index + 1)
      .filter((call) => call % every === 0)
      .flatMap((call) => PHASES.map((phase) => ({ command, call, phase }))),
  );
  console.log(`kill -9: ${calls.migrate} calls up, ${calls.rollback} down; ${deaths.length} deaths`);
  // In no order of theirs, so that a bench that is stopped early has seen all kinds.
  const shuffled = sortedBy(deaths, ({ command, call, phase }) =>
    createHash("sha256").update(`${command} ${call} ${phase}`).digest("hex"),
  );
  const rest = shuffled.filter((_, index) => index % parts === part - 1);
  const tried = rest.length;
  let survived = 0;
  let died = 0;
  const work = async (): Promise<void> => {
    for (let death = rest.shift(); death !== undefined; death = rest.shift()) {
      const { command, call, phase } = death;
      const problem = await survive(server, death).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      died += 1;
      if (died % 50 === 0)
        console.log(`  after ${died}: ${survived + (problem === undefined ? 1 : 0)} safe and truthful`);
      if (problem === undefined) survived += 1;
      else console.log(`FAILED  ${command}, call ${call}, ${phase}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, work));
  console.log(`kill -9: ${survived} of ${tried} safe and truthful${parts === 1 ? "" : `, part ${part} of ${parts}`}`);
}

if (!words.includes("--kills-only")) await matrix();
if (!words.includes("--no-kills")) await kills();
