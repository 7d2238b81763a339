// What a request costs the generator: `npx tsx bench/load.ts [pairs] [seconds] [connections]` after `npm run build`.
// Bar: requests per CPU-second ≥ 3 times autocannon's, median of interleaved pairs, CPU of the whole process with its
// start. The count is the server's own, which also has to be equal to what backwright reports.
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { createHistogram, recordValue } from "../src/load/index.ts";
import { measureNode, median } from "./support/cpu.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const autocannon = join(root, "node_modules", "autocannon", "autocannon.js");
const ANSWER = Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!");

interface Served {
  readonly requests: number;
  readonly read: number;
  readonly written: number;
}

/** A server that costs as little as Node allows, so that the generator is what is measured. Runs in its own process. */
function serve(): void {
  let served: Served = { requests: 0, read: 0, written: 0 };
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      // Generators without pipelining send one request per packet.
      served = {
        requests: served.requests + 1,
        read: served.read + bytes.length,
        written: served.written + ANSWER.length,
      };
      socket.write(ANSWER);
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
  process.on("message", () => {
    process.send?.(served);
    served = { requests: 0, read: 0, written: 0 };
  });
}

const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once("message", (message) => resolve(message)));

const numberIn = (message: unknown, key: string): number => (isRecord(message) ? Number(message[key]) : Number.NaN);

function totalIn(report: string): number {
  const parsed: unknown = JSON.parse(readFileSync(report, "utf8"));
  return numberIn(isRecord(parsed) ? parsed["requests"] : undefined, "total");
}

async function servedBy(server: ChildProcess): Promise<Served> {
  const answer = nextMessage(server);
  server.send("count");
  const message = await answer;
  return {
    requests: numberIn(message, "requests"),
    read: numberIn(message, "read"),
    written: numberIn(message, "written"),
  };
}

interface Rate {
  readonly perCpuSecond: number;
  readonly microsPerRequest: number;
  readonly requests: number;
}

async function rateOf(server: ChildProcess, args: readonly string[]): Promise<Rate> {
  await servedBy(server);
  const { cpuMs } = measureNode(args);
  const { requests } = await servedBy(server);
  return { perCpuSecond: requests / (cpuMs / 1_000), microsPerRequest: (cpuMs * 1_000) / requests, requests };
}

async function compare(pairs: number, seconds: number, connections: number): Promise<void> {
  const server = fork(import.meta.filename, ["serve"], { execArgv: ["--import", "tsx"] });
  const url = `http://127.0.0.1:${numberIn(await nextMessage(server), "port")}/`;
  const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
  const report = join(folder, "report.json");
  const size = [String(connections), String(seconds)] as const;
  const ours = [
    backwright,
    "load",
    url,
    "--concurrency",
    size[0],
    "--duration",
    size[1],
    "--json",
    "--save",
    report,
    "--quiet",
  ];
  const theirs = [autocannon, "-c", size[0], "-d", size[1], "--no-progress", url];
  const ratios: number[] = [];
  console.log(
    `${connections} connections, ${seconds} s a run\npair  backwright µs  autocannon µs  ratio  counted = served`,
  );
  try {
    for (let pair = 1; pair <= pairs; pair += 1) {
      const own = await rateOf(server, ours);
      const counted = totalIn(report);
      const other = await rateOf(server, theirs);
      const ratio = own.perCpuSecond / other.perCpuSecond;
      ratios.push(ratio);
      const cells = [pair, own.microsPerRequest.toFixed(2), other.microsPerRequest.toFixed(2), ratio.toFixed(2)];
      console.log([...cells, counted === own.requests ? "yes" : `${counted} ≠ ${own.requests}`].join("  "));
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`median ratio ${median(ratios).toFixed(2)} (bar: 3)`);
}

/** Nanoseconds a record, over values spread like latencies. Bar: 30. */
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

const [first = "9", seconds = "4", connections = "50"] = process.argv.slice(2);
if (first === "serve") serve();
else {
  console.log(`histogram: ${histogramCost().toFixed(1)} ns a record (bar: 30)`);
  await compare(Number(first), Number(seconds), Number(connections));
}
