// Hostile specifications through `backwright scaffold` on three frameworks: nothing of them is executed, no file outside is written or
// read, no request is sent, nothing takes ten seconds of the processor, and what is generated compiles, boots and answers hostile requests.
// Run: npm run build && npx tsx bench/hostile.ts [--framework fastify] [--only words] [--sizes]       `--sizes` adds documents of 15–65 MB.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { textTable } from "../src/kit/index.ts";
import { carrierCases } from "../test/live/hostile-carriers.ts";
import { hostileCases } from "../test/live/hostile-cases.ts";
import { placeCases, sizeCases } from "../test/live/hostile-places.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import {
  hostileGround,
  misdeeds,
  misdeedsOfCode,
  scaffoldHostile,
  type HostileRun,
} from "../test/support/hostile-specification.ts";

const { values } = parseArgs({
  options: { framework: { type: "string" }, only: { type: "string", default: "" }, sizes: { type: "boolean" } },
});
const cases = [...hostileCases, ...placeCases, ...carrierCases, ...(values.sizes === true ? sizeCases() : [])].filter(
  ({ name }) => name.includes(values.only),
);
/** What one program of the compiler and one process of applications hold at once. */
const TOGETHER = 20;

const rows: string[][] = [];
for (const framework of FRAMEWORKS) {
  if (values.framework !== undefined && values.framework !== framework) continue;
  const folder = await mkdtemp(join(tmpdir(), "backwright-hostile-"));
  try {
    await hostileGround(folder);
    const runs = cases.map((hostile, at): HostileRun => ({ hostile, framework, home: `case${at}` }));
    let [wrong, slowest] = [0, 0];
    const sound: HostileRun[] = [];
    const waiting = [...runs];
    const examine = async (one: HostileRun): Promise<void> => {
      const ended = await scaffoldHostile(folder, one);
      const ms = ended.cpuMs ?? 0;
      slowest = Math.max(slowest, ms);
      const found = await misdeeds(folder, one, ended);
      if (found.length === 0) sound.push(one);
      else wrong += 1;
      if (ms > 5_000) console.log(`${framework} ${one.hostile.name.slice(0, 80)}: ${ms} ms of the processor`);
      for (const what of found) console.log(`${framework} ${one.hostile.name.slice(0, 80)} (${one.home}): ${what}`);
    };
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await examine(next);
    };
    await Promise.all([worker(), worker()]);
    for (let at = 0; at < sound.length; at += TOGETHER) {
      const found = await misdeedsOfCode(folder, sound.slice(at, at + TOGETHER));
      wrong += found.length;
      for (const what of found) console.log(`${framework} code of cases ${at}–${at + TOGETHER}: ${what}`);
    }
    rows.push([framework, ...[runs.length, wrong, Math.round(slowest)].map(String)]);
    console.log(
      `${framework}: ${runs.length} cases, ${wrong} wrong, ${Math.round(slowest)} ms of the processor at most`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
const titles = ["framework", "cases", "wrong", "slowest, CPU ms"];
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
    rows,
  ),
);
process.exitCode = rows.every(([, , wrong]) => wrong === "0") ? 0 : 1;
