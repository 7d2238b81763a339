import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { measureNode, median } from "./cpu.ts";
import type { BenchServer } from "./nginx.ts";

/** What one run of a generator cost, by the server's own count. */
export interface RunCost {
  readonly requests: number;
  readonly microsPerRequest: number;
}

/** Runs a Node program and divides its CPU by what the server answered. */
export async function nodeCost(server: BenchServer, args: readonly string[]): Promise<RunCost> {
  await server.count();
  // 5: the report says that the machine was too busy for its latencies; what a request cost is right all the same.
  const { cpuMs } = measureNode(args, process.cwd(), [0, 5]);
  const requests = await server.count();
  return { requests, microsPerRequest: (cpuMs * 1_000) / requests };
}

/** The same of any other program: user and system time of its process, by the shell's own accounting. */
export async function programCost(server: BenchServer, command: string): Promise<RunCost> {
  await server.count();
  const line = `TIMEFORMAT='%U %S'; time ${command} >/dev/null 2>/dev/null`;
  const result = spawnSync("bash", ["-c", line], { encoding: "utf8" });
  const seconds = result.stderr.trim().split(" ").map(Number);
  const requests = await server.count();
  if (requests < 1) throw new Error(`${command} sent nothing: ${result.stderr}`);
  return { requests, microsPerRequest: (seconds.reduce((sum, one) => sum + one, 0) * 1e6) / requests };
}

/** Gives a process a core of its own; false where the system cannot. */
export function pin(pid: number | undefined, core: number): boolean {
  if (cpus().length < 2) return false;
  return spawnSync("taskset", ["-a", "-cp", String(core), String(pid)]).status === 0;
}

export interface PairedRun {
  readonly name: string;
  readonly bar: number;
  readonly pairs: number;
  readonly ours: () => Promise<RunCost>;
  readonly theirs: () => Promise<RunCost>;
  /** What we say we counted in the last run. */
  readonly counted: () => number;
}

/** Runs both in turn, prints each pair, and says whether the 95 % interval of the median ratio reaches the bar. */
export async function comparePaired({ name, bar, pairs, ours, theirs, counted }: PairedRun): Promise<void> {
  console.log(`\n${name}\npair  ours µs  theirs µs  ratio  counted = served  load`);
  const ratios: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    // Whoever goes first changes, so that a machine that grows busier favours nobody.
    const before = pair % 2 === 0 ? await theirs() : undefined;
    const own = await ours();
    const said = counted();
    const other = before ?? (await theirs());
    const ratio = other.microsPerRequest / own.microsPerRequest;
    ratios.push(ratio);
    const isEqual = said === own.requests ? "yes" : `${said} ≠ ${own.requests}`;
    const figures = [own.microsPerRequest, other.microsPerRequest, ratio].map((figure) => figure.toFixed(2));
    console.log([pair, ...figures, isEqual, loadavg()[0]?.toFixed(1)].join("  "));
  }
  const [low, high] = medianInterval(ratios);
  const verdict = high >= bar ? "met" : "missed";
  console.log(
    `median ratio ${median(ratios).toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}], bar ${bar.toFixed(2)}: ${verdict}`,
  );
}

/** Order statistics that hold the median with 95 % or more (binomial; 7 values: the extremes). */
function medianInterval(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const { length } = sorted;
  let rank = 0;
  for (let tail = 0.5 ** length, term = tail; tail <= 0.025 && rank < length / 2; tail += term) {
    rank += 1;
    term = (term * (length - rank + 1)) / rank;
  }
  const from = Math.max(0, rank - 1);
  return [sorted[from] ?? Number.NaN, sorted[length - 1 - from] ?? Number.NaN];
}
