// False alarms and power of a comparison, on real servers: `npx tsx bench/load-compare.ts [comparisons] [seconds] [percent] [file]`.
// Two Node servers in processes of their own do fixed work for each request; the second one does so many percent more (0: an
// A/A comparison). Every comparison is a line of the file (default: a new one in the temporary folder); with a file that has
// lines already it goes on where it stopped. Bars of 8 s comparisons at a level of 2 %: at most 5 false alarms in 100 with
// 0 percent, at least 90 in 100 found with 10 percent. Servers are pinned to one core, this process to another, where taskset
// is there; BENCH_PRIORITY=-15 (as root, under setsid) puts both before what else runs; BENCH_TRANSPORT=node takes Node's sockets
// instead of the kernel transport. The simulation of the same bars needs no server: test/load/compare/decide.test.ts.
import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { comparePlans } from "../src/edge/load/blocks/index.ts";
import { decide, isDecided, LEVEL, LOOKS, type MeasureDecision } from "../src/load/compare/index.ts";
import type { LoadPlan } from "../src/load/index.ts";

const WORK_MS = 0.3;
const DESIGN = { level: LEVEL, tolerance: 0.05 };

let kept = 0;

function work(rounds: number): void {
  let value = rounds;
  for (let round = 0; round < rounds; round += 1) value = (value * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff;
  kept += value;
}

function serve(rounds: number): void {
  const server = createServer((_, response) => {
    work(rounds);
    response.end("Hello, world!");
  });
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
  process.on("disconnect", () => process.exit(kept < 0 ? 1 : 0));
}

/** Rounds of work that take a millisecond, once the compiler has seen them. */
function roundsPerMs(): number {
  const speeds = Array.from({ length: 9 }, () => {
    const before = performance.now();
    work(3_000_000);
    return 3_000_000 / (performance.now() - before);
  });
  return speeds.toSorted((a, b) => a - b)[4] ?? 1;
}

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(rounds: number): Promise<Server> {
  const child = fork(import.meta.filename, ["serve", String(rounds)], { execArgv: process.execArgv, detached: true });
  const port = await new Promise<number>((resolve) => {
    child.once("message", (address: { readonly port: number }) => resolve(address.port));
  });
  pin(child.pid, 0);
  return { child, port };
}

function pin(pid: number | undefined, core: number): void {
  if (cpus().length > 1) spawnSync("taskset", ["-a", "-p", "-c", String(core), String(pid)]);
  // Nice values count within a session only: the session itself is made more important, where that is allowed (root). Start the
  // bench with setsid, or the shell's other children share it.
  const group = `/proc/${pid}/autogroup`;
  if (process.env["BENCH_PRIORITY"] !== undefined && existsSync(group))
    writeFileSync(group, process.env["BENCH_PRIORITY"]);
}

const planTo = ({ port }: Server): LoadPlan => ({
  origin: { scheme: "http", host: "127.0.0.1", port },
  addresses: ["127.0.0.1"],
  requests: [{ name: "GET /", weight: 1, method: "GET", path: "/", headers: [] }],
  concurrency: 10,
  durationMs: 1_000,
  timeoutMs: 10_000,
  transport: process.env["BENCH_TRANSPORT"] === "node" ? "node" : "auto",
  keepAlive: true,
  tls: { verify: true },
});

async function compareOnce(servers: readonly [Server, Server], seconds: number, seed: number): Promise<object> {
  const options = {
    durationMs: seconds * 1_000,
    looks: LOOKS,
    isEnough: (blocks: Parameters<typeof decide>[0], looks: readonly number[]) =>
      isDecided(decide(blocks, looks, DESIGN)),
    seed,
    ...(process.env["BENCH_BLOCK_MS"] === undefined ? {} : { blockMs: Number(process.env["BENCH_BLOCK_MS"]) }),
  };
  const plans = [planTo(servers[0]), planTo(servers[1])] as const;
  const compared = await comparePlans(plans, options, { signal: new AbortController().signal });
  const decisions = decide(compared.blocks, compared.looks, DESIGN);
  return {
    seed,
    transport: compared.first.transport,
    seconds: Math.round(compared.elapsedMs) / 1_000,
    pairs: compared.blocks.length / 2,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    ...Object.fromEntries(decisions.map((decision) => [decision.measure, shown(decision)])),
  };
}

const shown = ({ kind, estimate, low, high, p }: MeasureDecision) => ({
  kind,
  percent: [estimate, low, high].map((value) => Math.round(Math.expm1(value) * 1_000) / 10),
  p: Number(p.toPrecision(2)),
});

async function main([count = "10", seconds = "8", percent = "0", file]: readonly string[]): Promise<void> {
  const path = file ?? join(tmpdir(), `load-compare-${Date.now()}.jsonl`);
  const linesIn = (): string[] =>
    existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").filter(Boolean) : [];
  const rounds = Math.round(WORK_MS * roundsPerMs());
  pin(process.pid, 1);
  for (let done = linesIn().length; done < Number(count); done += 1) {
    // New processes each time, and in turn: where the kernel puts them is part of the noise.
    const plain = await start(rounds);
    const other = await start(Math.round(rounds * (1 + Number(percent) / 100)));
    const line = JSON.stringify(await compareOnce([plain, other], Number(seconds), done + 1));
    appendFileSync(path, `${line}\n`);
    console.log(line);
    for (const { child } of [plain, other]) child.disconnect();
  }
  summarise(
    linesIn().map((line) => JSON.parse(line)),
    path,
  );
}

function summarise(lines: readonly Record<string, { readonly kind?: string }>[], path: string): void {
  const measures = ["p50", "p90", "p99", "throughput", "failures"];
  const count = (measure: string, kind: string): number => lines.filter((line) => line[measure]?.kind === kind).length;
  console.log(`\n${lines.length} comparisons, ${path}`);
  for (const measure of measures)
    console.log(
      `${measure}: ${["different", "same", "unclear"].map((kind) => `${kind} ${count(measure, kind)}`).join(", ")}`,
    );
  const any = lines.filter((line) => measures.some((measure) => line[measure]?.kind === "different")).length;
  console.log(`any difference claimed: ${any}`);
}

if (process.argv[2] === "serve") serve(Number(process.argv[3]));
else await main(process.argv.slice(2));
