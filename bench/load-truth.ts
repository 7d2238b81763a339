// Does the load tester tell the truth? `npx tsx bench/load-truth.ts [truth|freeze|lag|starve] [runs]` after `npm run build`, on Linux
// with two cores, taskset and nginx; wrk is printed beside where it is installed. The server has core 0, the generator core 1.
// Bars: p99 within 2 % of a server's own log while the generator's core is kept busy; p95 within 5 % when the server freezes
// 100 ms each second; schedule lag p50 ≤ 50 µs (kernel transport); starved runs end with exit code 5, healthy ones never.
// The truth runs from a request's arrival at the server's socket until the answer is handed over: on a machine where others take
// the server's core too, that is what the server made its client wait. From its reading on, the same where the core is its own.
// Healthy runs go before what else runs, where that is permitted (root); starved ones do not. The share of the delay that is ours is
// printed with each.
import { fork, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createLoadEngine } from "../src/edge/load/index.ts";
import { isRecord } from "../src/kit/index.ts";
import { quantilesOf, type LoadPlan } from "../src/load/index.ts";
import { validityOf } from "../src/load/validity/index.ts";
import { median } from "./support/cpu.ts";
import { serveKnownLatency, type Truth } from "./support/known-latency.ts";
import { startNginx, type BenchServer } from "./support/nginx.ts";
import { bursts, busyCore, forgetQuota, quota, type Starver } from "./support/starved.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const SERVER_CORE = "0";
const GENERATOR_CORE = "1";

/** What a generator in a process of its own found, times in milliseconds. */
interface Found {
  readonly transport: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly lagP50: number;
  readonly lagP99: number;
  readonly queueP99: number;
  readonly stolenPercent: number;
  readonly valid: boolean;
}

async function generate(plan: LoadPlan): Promise<Found> {
  const measured = await createLoadEngine().run(plan, { signal: new AbortController().signal });
  const { generator, schedule, routes, elapsedMs } = measured;
  const inMs = (values: readonly number[]): readonly number[] => values.map((value) => value / 1_000);
  const [p50 = 0, p95 = 0, p99 = 0] =
    routes[0] === undefined ? [] : inMs(quantilesOf(routes[0].successful, [0.5, 0.95, 0.99]));
  const [lagP50 = 0, lagP99 = 0] = schedule === undefined ? [] : inMs(quantilesOf(schedule.lag, [0.5, 0.99]));
  const [queueP99 = 0] = generator.queueing === undefined ? [] : inMs(quantilesOf(generator.queueing, [0.99]));
  return {
    transport: measured.transport,
    count: routes[0]?.successful.totals[0] ?? 0,
    p50,
    p95,
    p99,
    lagP50,
    lagP99,
    queueP99,
    stolenPercent: (100 * (generator.stolenMs ?? 0)) / (elapsedMs * (generator.workers ?? 1)),
    valid: validityOf(measured).valid,
  };
}

const next = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const die = (code: number | null): void => reject(new Error(`a child ended with ${code}`));
    child.once("exit", die);
    child.once("message", (message) => {
      child.off("exit", die);
      resolve(message);
    });
  });

/** This very file as another program, on a core. */
function start(what: "serve" | "generate", core: string): ChildProcess {
  const child = fork(import.meta.filename, [what], { execArgv: ["--import", "tsx"], detached: true });
  pin(child.pid, core);
  prefer(child.pid);
  return child;
}

function pin(pid: number | undefined, core: string): void {
  if (cpus().length > 1) spawnSync("taskset", ["-a", "-cp", core, String(pid)]);
}

// A session of its own is a group of its own for the scheduler (sched(7), autogroup): so much is it worth there, where that is
// permitted. Real-time priority would be more, but a process of many threads on one core can wait for itself without an end.
function prefer(pid: number | undefined): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, "-20");
  } catch {
    // As it is, then.
  }
}

async function foundBy(plan: LoadPlan): Promise<Found> {
  const child = start("generate", GENERATOR_CORE);
  await next(child);
  child.send(plan);
  const found = (await next(child)) as Found;
  child.kill();
  return found;
}

/** Programs that want a core for themselves; disposal ends them. */
function busyLoops(count: number): Disposable {
  const loops = Array.from({ length: count }, () => {
    const loop = spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore", detached: true });
    pin(loop.pid, GENERATOR_CORE);
    return loop;
  });
  return { [Symbol.dispose]: () => loops.forEach((loop) => loop.kill("SIGKILL")) };
}

const planTo = (url: string, changes: Partial<LoadPlan>): LoadPlan => ({
  origin: { scheme: "http", host: "127.0.0.1", port: Number(new URL(url).port) },
  requests: [{ name: "GET /", weight: 1, method: "GET", path: "/", headers: [] }],
  concurrency: 50,
  durationMs: 5_000,
  timeoutMs: 10_000,
  keepAlive: true,
  tls: { verify: true },
  workers: 1,
  ...changes,
});

const at = (ratePerSecond: number): Partial<LoadPlan> => ({
  arrival: { startPerSecond: ratePerSecond, stages: [], process: "constant" },
});

const percent = (measured: number, truth: number): string => {
  const off = (100 * (measured - truth)) / truth;
  return `${off >= 0 ? "+" : ""}${off.toFixed(1)} %`;
};

async function truth(runs: number): Promise<void> {
  console.log(
    "known latency (median 2 ms), closed, 50 connections, one busy loop on the generator's core; error of p50 / p99",
  );
  const server = start("serve", SERVER_CORE);
  const first = await next(server);
  const url = `http://127.0.0.1:${isRecord(first) ? Number(first["port"]) : 0}/`;
  const told = async (): Promise<Truth> => {
    const answer = next(server);
    server.send("count");
    return (await answer) as Truth;
  };
  const errors: number[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      for (const transport of ["kernel", "node"] as const) {
        using _ = busyLoops(1);
        await told();
        const found = await foundBy(planTo(url, { transport }));
        const real = await told();
        const [p50, p99] = [real.arrivedP50 / 1_000, real.arrivedP99 / 1_000];
        if (transport === "kernel") errors.push(Math.abs(found.p99 - p99) / p99);
        const figures = [
          `p50 ${percent(found.p50, p50)}`,
          `p99 ${percent(found.p99, p99)}`,
          `counted ${found.count} of ${real.count}`,
        ];
        const own = [
          `truth p99 ${p99.toFixed(2)} ms (from its reading on ${(real.p99 / 1_000).toFixed(2)})`,
          `queue p99 ${found.queueP99.toFixed(2)} ms`,
        ];
        console.log([found.transport.padEnd(8), ...figures, ...own, found.valid ? "valid" : "INVALID"].join("  "));
      }
      await printWrk(url, told);
    }
  } finally {
    server.kill();
  }
  console.log(`median error of p99 over the kernel transport: ${(100 * median(errors)).toFixed(2)} % (bar: 2)\n`);
}

async function printWrk(url: string, told: () => Promise<Truth>): Promise<void> {
  if (spawnSync("wrk", ["-v"]).error !== undefined) return;
  using _ = busyLoops(1);
  await told();
  const line = ["-cp", GENERATOR_CORE];
  const args = [line[1] ?? "1", "wrk", "-t1", "-c50", "-d5", "--latency", url];
  const output = await new Promise<string>((resolve) => {
    const child = spawn("taskset", ["-c", ...args], { detached: true });
    prefer(child.pid);
    let text = "";
    child.stdout.on("data", (bytes) => (text += String(bytes)));
    child.on("close", () => resolve(text));
  });
  const real = await told();
  const share = (name: string): number => {
    const [, value = "0", unit = "ms"] = new RegExp(`${name}%\\s+([\\d.]+)(us|ms|s)`).exec(output) ?? [];
    return Number(value) * (unit === "us" ? 1 : unit === "ms" ? 1_000 : 1_000_000);
  };
  console.log(`wrk       p50 ${percent(share("50"), real.arrivedP50)}  p99 ${percent(share("99"), real.arrivedP99)}`);
}

/** Stops the server for 100 ms each second until disposal, and keeps how long each stop really was. */
function freezing(pid: number, stops: number[]): Disposable {
  const timer = setInterval(() => {
    const began = performance.now();
    process.kill(pid, "SIGSTOP");
    setTimeout(() => {
      process.kill(pid, "SIGCONT");
      stops.push(performance.now() - began);
    }, 100);
  }, 1_000);
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      process.kill(pid, "SIGCONT");
    },
  };
}

/** The latency that 5 % of evenly spaced arrivals exceed, when each waits for the end of the stop that it falls into. */
function expectedP95(stops: readonly number[], durationMs: number): number {
  const above = (ms: number): number => stops.reduce((sum, stop) => sum + Math.max(0, stop - ms), 0) / durationMs;
  let [low, high] = [0, Math.max(...stops)];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (above(middle) > 0.05) low = middle;
    else high = middle;
  }
  return low;
}

async function freeze(server: BenchServer, runs: number): Promise<void> {
  console.log("the server stops for 100 ms each second, 2,000 requests a second, 50 connections");
  const errors: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    for (const transport of ["kernel", "node"] as const) {
      const stops: number[] = [];
      const durationMs = 10_000;
      const plan = planTo(server.url, { ...at(2_000), transport, durationMs });
      const child = start("generate", GENERATOR_CORE);
      await next(child);
      const answer = next(child);
      const freezer = freezing(server.pid ?? 0, stops);
      child.send(plan);
      const found = (await answer) as Found;
      freezer[Symbol.dispose]();
      child.kill();
      const expected = expectedP95(stops, Math.max(durationMs, 1_000 * stops.length)) + found.p50;
      if (transport === "kernel") errors.push(Math.abs(found.p95 - expected) / expected);
      const figures = [
        `p95 ${found.p95.toFixed(1)} ms of ${expected.toFixed(1)} (${percent(found.p95, expected)})`,
        `p50 ${found.p50.toFixed(2)}`,
      ];
      console.log(
        [
          found.transport.padEnd(8),
          ...figures,
          `p99 ${found.p99.toFixed(1)}`,
          `${found.count} answers`,
          `${stops.length} stops`,
        ].join("  "),
      );
    }
  }
  console.log(`median error of p95 over the kernel transport: ${(100 * median(errors)).toFixed(1)} % (bar: 5)\n`);
}

async function lag(server: BenchServer, runs: number): Promise<void> {
  console.log(
    "from when requests were due to their send, µs: p50 / p99, median of runs (bar: p50 ≤ 50 over the kernel transport)",
  );
  for (const rate of [1_000, 5_000, 20_000]) {
    for (const transport of ["kernel", "node"] as const) {
      const found: Found[] = [];
      for (let run = 0; run < runs; run += 1)
        found.push(await foundBy(planTo(server.url, { ...at(rate), transport, durationMs: 3_000 })));
      const middle = (pick: (one: Found) => number): string => (1_000 * median(found.map(pick))).toFixed(0);
      const stolen = median(found.map(({ stolenPercent }) => stolenPercent)).toFixed(1);
      const names = [String(rate).padStart(6), (found[0]?.transport ?? "").padEnd(8)];
      console.log(
        [...names, `${middle(({ lagP50 }) => lagP50)} / ${middle(({ lagP99 }) => lagP99)}`, `stolen ${stolen} %`].join(
          "  ",
        ),
      );
    }
  }
  console.log("");
}

interface Verdict {
  readonly status: number | null;
  readonly oursPercent: number;
  readonly reasons: string;
}

interface Circumstances {
  readonly node?: readonly string[];
  /** Kept from its work by this; missing: before what else runs. */
  readonly starver?: Starver;
}

/** The command itself, on the generator's core. */
async function verdictOf(words: readonly string[], { node = [], starver }: Circumstances): Promise<Verdict> {
  const command = [process.execPath, ...node, backwright, "load", ...words, "--json", "--quiet"];
  const child = spawn("taskset", ["-c", GENERATOR_CORE, ...command], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  using _ = starver?.(child.pid ?? 0);
  if (starver === undefined && node.length === 0) prefer(child.pid);
  let text = "";
  child.stdout.on("data", (bytes) => (text += String(bytes)));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, ...judgedIn(text) };
}

function judgedIn(json: string): Omit<Verdict, "status"> {
  const report: unknown = JSON.parse(json);
  const validity = isRecord(report) && isRecord(report["validity"]) ? report["validity"] : {};
  const reasons = Array.isArray(validity["reasons"]) ? validity["reasons"] : [];
  return {
    oursPercent: Number(validity["oursPercent"] ?? Number.NaN),
    reasons: reasons.map((reason: unknown) => (isRecord(reason) ? String(reason["code"]) : "")).join(" "),
  };
}

/** Preloaded: keeps the event loop from its work four fifths of the time. */
const BLOCKER = "setInterval(() => { const end = Date.now() + 200; while (Date.now() < end); }, 50).unref();";

async function starve(server: BenchServer, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-truth-"));
  const blocker = join(folder, "blocker.cjs");
  writeFileSync(blocker, BLOCKER);
  prefer(server.pid);
  const closed = (users: number, transport: string) =>
    [server.url, "--concurrency", String(users), "--duration", "2", "--transport", transport] as const;
  const open = (rate: number, transport: string) => [...closed(50, transport), "--rate", String(rate)] as const;
  const quotaOf = quota(20);
  const ways: readonly (readonly [name: string, circumstances: Circumstances])[] = [
    ["three others on its core", { starver: busyCore(3, GENERATOR_CORE) }],
    ["stopped 80 ms of 100", { starver: bursts(80, 20) }],
    ...(quotaOf === undefined ? [] : ([["20 % of a core", { starver: quotaOf }]] as const)),
  ];
  const starved = ways.flatMap(([name, how]) =>
    [closed(50, "kernel"), open(1_000, "kernel"), closed(50, "node"), open(1_000, "node")].map(
      (words) => [name, words, how] as const,
    ),
  );
  // So short that the load is sent from the thread that is blocked.
  const short = [server.url, "--concurrency", "20", "--duration", "1.4", "--transport", "node"];
  const blocked = ["its event loop blocked", short, { node: ["--require", blocker] }] as const;
  const loads = ["kernel", "node"].flatMap((transport) => ({
    closed: [1, 50, 200].map((users) => closed(users, transport)),
    open: [100, 1_000, 5_000].map((rate) => open(rate, transport)),
  }));
  try {
    await judge("starved", [...starved, blocked], { runs, isWanted: true });
    for (const kind of ["closed", "open"] as const) {
      const rows = loads.flatMap((load) => load[kind].map((words) => [`healthy, ${kind}`, words, {}] as const));
      await judge(`healthy, ${kind}`, rows, { runs, isWanted: false });
    }
  } finally {
    forgetQuota();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Case = readonly [name: string, words: readonly string[], circumstances: Circumstances];

/** So many runs, the cases in turn, each a line; then how many of them ended with 5. */
async function judge(
  title: string,
  cases: readonly Case[],
  { runs, isWanted }: { readonly runs: number; readonly isWanted: boolean },
): Promise<void> {
  let flagged = 0;
  for (let run = 0; run < runs; run += 1) {
    const [name, words, circumstances] = cases[run % cases.length] ?? ["", [], {}];
    const { status, oursPercent, reasons } = await verdictOf(words, circumstances);
    if (status === 5) flagged += 1;
    const mark = (status === 5) === isWanted ? " " : "!";
    console.log(`${mark} ${name}, ${words.slice(1).join(" ")}: ours ${oursPercent} %, exit ${status} ${reasons}`);
  }
  console.log(`${title}: ${flagged} of ${runs} end with exit code 5 (bar: ${isWanted ? "all" : "none"})\n`);
}

async function withNginx(work: (server: BenchServer) => Promise<void>): Promise<void> {
  const server = await startNginx();
  if (server === undefined) return console.log("skipped: nginx is not installed");
  pin(server.pid, SERVER_CORE);
  try {
    await work(server);
  } finally {
    server.stop();
  }
}

const PARTS = {
  truth: (runs: number) => truth(runs),
  freeze: (runs: number) => withNginx((server) => freeze(server, runs)),
  lag: (runs: number) => withNginx((server) => lag(server, runs)),
  starve: (runs: number) => withNginx((server) => starve(server, runs)),
} as const;

const USUAL = { truth: 5, freeze: 3, lag: 3, starve: 20 } as const;

const [what = "all", runs] = process.argv.slice(2);
if (what === "serve") await serveKnownLatency();
else if (what === "generate") {
  process.on("message", (plan: LoadPlan) => void generate(plan).then((found) => process.send?.(found)));
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
} else if (process.platform !== "linux" || cpus().length < 2) console.log("skipped: it needs Linux and two cores");
else {
  console.log(
    `load average ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}\n`,
  );
  for (const part of ["truth", "freeze", "lag", "starve"] as const)
    if (what === part || what === "all") await PARTS[part](Number(runs ?? USUAL[part]));
}
