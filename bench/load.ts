// What a request costs the generator: `npx tsx bench/load.ts [pairs] [requests] [connections]` after `npm run build`.
// Bar: requests per CPU-second ≥ 3 times autocannon's, median of interleaved pairs, CPU of the whole process with its
// start. The count is the server's own, which also has to be equal to what backwright reports. Server and generator
// have a core each where the system can pin them. The server is nginx where it is installed, else a Node one.
// A run has so many requests, not so many seconds: on a busy machine
// the compiler's warm-up would otherwise be most of it; what else runs on the machine makes both dearer, the faster one more.
import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { createHistogram, recordValue } from "../src/load/index.ts";
import { measureNode, median } from "./support/cpu.ts";
import { startNginx, type BenchServer } from "./support/nginx.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const autocannon = join(root, "node_modules", "autocannon", "autocannon.js");
// The headers that a common static server sends.
const ANSWER = Buffer.from(
  [
    "HTTP/1.1 200 OK",
    "Server: nginx",
    "Date: Fri, 02 Jan 2026 03:04:05 GMT",
    "Content-Type: text/plain",
    "Content-Length: 13",
    "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT",
    "Connection: keep-alive",
    'ETag: "6955c5f0-d"',
    "Accept-Ranges: bytes",
    "",
    "Hello, world!",
  ].join("\r\n"),
);

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

/** Where there is no taskset, or only one core, everything runs as it likes. */
function pin(pid: number | undefined, core: number): boolean {
  if (cpus().length < 2) return false;
  return spawnSync("taskset", ["-a", "-cp", String(core), String(pid)]).status === 0;
}

interface Cost {
  /** Microseconds of CPU a request: of the whole process, and without what it costs to start and end. */
  readonly whole: number;
  readonly engine: number;
  readonly requests: number;
}

interface Generator {
  readonly run: readonly string[];
  readonly one: readonly string[];
}

async function costOf(server: BenchServer, { run, one }: Generator): Promise<Cost> {
  const start = measureNode(one).cpuMs;
  await server.count();
  const { cpuMs } = measureNode(run);
  const requests = await server.count();
  return { whole: (cpuMs * 1_000) / requests, engine: ((cpuMs - start) * 1_000) / requests, requests };
}

/** Where nginx is not installed: a Node server, which answers one by one and so costs both generators more wake-ups. */
async function startNodeServer(): Promise<BenchServer> {
  const child = fork(import.meta.filename, ["serve"], { execArgv: ["--import", "tsx"] });
  const url = `http://127.0.0.1:${numberIn(await nextMessage(child), "port")}/`;
  const count = async (): Promise<number> => (await servedBy(child)).requests;
  return { name: "node:net", pid: child.pid, url, count, stop: () => child.kill() };
}

async function compare(pairs: number, amount: string, connections: string): Promise<void> {
  const server = (await startNginx()) ?? (await startNodeServer());
  const { url } = server;
  const isPinned = pin(server.pid, 0) && pin(process.pid, 1);
  const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
  const report = join(folder, "report.json");
  const load = [backwright, "load", url, "--json", "--save", report, "--quiet"];
  const fire = [autocannon, "--no-progress", url];
  const ours: Generator = {
    run: [...load, "--concurrency", connections, "--requests", amount],
    one: [...load, "--requests", "1"],
  };
  const theirs: Generator = { run: [...fire, "-c", connections, "-a", amount], one: [...fire, "-c", "1", "-a", "1"] };
  console.log(`${server.name}, ${connections} connections, ${amount} requests a run, ${isPinned ? "" : "not "}pinned`);
  console.log("pair  backwright µs (engine)  autocannon µs (engine)  ratio (engine)  counted = served  load");
  const ratios: number[] = [];
  const engines: number[] = [];
  try {
    for (let pair = 1; pair <= pairs; pair += 1) {
      const own = await costOf(server, ours);
      const counted = totalIn(report);
      const other = await costOf(server, theirs);
      ratios.push(other.whole / own.whole);
      engines.push(other.engine / own.engine);
      const both = (whole: number, engine: number): string => `${whole.toFixed(2)} (${engine.toFixed(2)})`;
      const figures = [both(own.whole, own.engine), both(other.whole, other.engine)];
      const ratio = both(other.whole / own.whole, other.engine / own.engine);
      const isEqual = counted === own.requests ? "yes" : `${counted} ≠ ${own.requests}`;
      console.log([pair, ...figures, ratio, isEqual, loadavg()[0]?.toFixed(1)].join("  "));
    }
    await printWrk(server, connections);
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`median ratio ${median(ratios).toFixed(2)}, engine alone ${median(engines).toFixed(2)} (bar: 3)`);
}

/** What the fastest C client pays on the same machine, where it is installed: the floor that the kernel sets. */
async function printWrk(server: BenchServer, connections: string): Promise<void> {
  if (spawnSync("wrk", ["-v"]).error !== undefined) return;
  const costs: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    await server.count();
    const line = `TIMEFORMAT='%U %S'; time wrk -t1 -c${connections} -d4 ${server.url} >/dev/null`;
    const seconds = spawnSync("bash", ["-c", line], { encoding: "utf8" }).stderr.trim().split(" ").map(Number);
    costs.push((seconds.reduce((sum, one) => sum + one, 0) * 1e6) / (await server.count()));
  }
  console.log(`wrk: ${median(costs).toFixed(2)} µs a request, median of 3`);
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

const [first = "7", amount = "500000", connections = "50"] = process.argv.slice(2);
if (first === "serve") serve();
else {
  console.log(`histogram: ${histogramCost().toFixed(1)} ns a record (bar: 30)`);
  await compare(Number(first), amount, connections);
}
