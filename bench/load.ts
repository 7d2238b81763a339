// What a request costs the generator: `npx tsx bench/load.ts [pairs] [seconds] [name…]` after `npm run build`. Names choose from the
// rows below; without one all are run, in some quarter of an hour. Bars: requests per CPU-second against each peer, median of at
// least 7 interleaved pairs of 8 s, met when its 95 % interval reaches the bar; CPU of the whole processes with their start, and
// 30 ns for a record of the histogram. Server (nginx, one worker) and generators have a core each. The count is the server's own,
// which also has to be equal to what backwright reports.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { createHistogram, recordValue } from "../src/load/index.ts";
import { median } from "./support/cpu.ts";
import { startNginx, type BenchServer } from "./support/nginx.ts";
import { comparePaired, nodeCost, pin, programCost, type RunCost } from "./support/pairs.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const autocannon = join(root, "node_modules", "autocannon", "autocannon.js");

interface Peer {
  readonly program: string;
  readonly run: (server: BenchServer, given: Given) => Promise<RunCost>;
}

interface Given {
  readonly url: string;
  readonly connections: number;
  readonly seconds: string;
}

const wrk: Peer = {
  program: "wrk",
  run: (server, { url, connections, seconds }) => programCost(server, `wrk -t1 -c${connections} -d${seconds} ${url}`),
};

const hey: Peer = {
  program: "hey",
  run: (server, { url, connections, seconds }) => programCost(server, `hey -z ${seconds}s -c ${connections} ${url}`),
};

const cannon: Peer = {
  program: "autocannon",
  run: (server, { url, connections, seconds }) =>
    nodeCost(server, [autocannon, "--no-progress", "-c", String(connections), "-d", seconds, url]),
};

interface Row {
  readonly title: string;
  readonly peer: Peer;
  readonly bar: number;
  readonly connections?: number;
  readonly path?: string;
  readonly transport?: "node" | "kernel";
}

const ROWS: Readonly<Record<string, Row>> = {
  wrk: { title: "small answer, 50 connections, against wrk", peer: wrk, bar: 1 },
  autocannon: { title: "small answer, 50 connections, against autocannon", peer: cannon, bar: 4 },
  hey: { title: "small answer, 50 connections, against hey", peer: hey, bar: 5 },
  many: { title: "small answer, 500 connections, against wrk", peer: wrk, bar: 1.15, connections: 500 },
  large: { title: "answer of 1 MB, 50 connections, against wrk", peer: wrk, bar: 2, path: "large" },
  node: { title: "small answer, 50 connections, transport A, against wrk", peer: wrk, bar: 0.95, transport: "node" },
};

const [pairs = "7", seconds = "8", ...names] = process.argv.slice(2);
console.log(`histogram: ${histogramCost().toFixed(1)} ns a record (bar: 30)`);
const server = await startNginx();
if (server === undefined) {
  console.log("This benchmark needs nginx.");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
try {
  const isPinned = pin(server.pid, 0) && pin(process.pid, 1);
  console.log(`${server.name}, ${seconds} s a run, ${isPinned ? "" : "not "}pinned`);
  for (const [name, row] of Object.entries(ROWS))
    if (names.length === 0 || names.includes(name)) await compare(server, row);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(served: BenchServer, row: Row): Promise<void> {
  const { title, peer, bar, connections = 50, path = "", transport = "kernel" } = row;
  if (peer !== cannon && spawnSync(peer.program, ["--version"]).error !== undefined)
    return console.log(`\n${title}: not installed`);
  const url = `${served.url}${path}`;
  const report = join(folder, "report.json");
  const flags = ["--workers", "1", "--transport", transport, "--duration", seconds, "--concurrency", `${connections}`];
  await comparePaired({
    name: title,
    bar,
    pairs: Number(pairs),
    ours: () => nodeCost(served, [backwright, "load", url, ...flags, "--json", "--save", report, "--quiet"]),
    theirs: () => peer.run(served, { url, connections, seconds }),
    counted: () => totalIn(report),
  });
}

function totalIn(report: string): number {
  const parsed: unknown = JSON.parse(readFileSync(report, "utf8"));
  const requests = isRecord(parsed) ? parsed["requests"] : undefined;
  return isRecord(requests) ? Number(requests["total"]) : Number.NaN;
}

/** Nanoseconds a record, over values spread like latencies. */
function histogramCost(): number {
  const values = Float64Array.from({ length: 1 << 16 }, (_, index) => 50 * Math.exp(Math.sin(index) * 2 + 1));
  const histogram = createHistogram();
  const rounds = 100;
  const costs = Array.from({ length: 9 }, () => {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1)
      for (let index = 0; index < values.length; index += 1) recordValue(histogram, values[index] ?? 0);
    return ((performance.now() - start) * 1e6) / (rounds * values.length);
  });
  return median(costs);
}
