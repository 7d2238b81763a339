// The embedded PostgreSQL: CPU of a first and of a cached start, and what is left after SIGKILLs.
// npx tsx bench/embedded.ts [kills=200] [dist=dist]: the package has to be built, because the sources need a loader.
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { textTable } from "../src/kit/index.ts";

const kills = Number(process.argv[2] ?? 200);
const dist = resolve(process.argv[3] ?? "dist");
// The place where servers are made without TMPDIR, where it exists.
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const root = openFolder(join(memory, "bench-embedded-"));
const disk = openFolder(join(tmpdir(), "bench-embedded-"));

/** Servers run as another user when we are root; a folder of our own has to let it through. */
function openFolder(prefix: string): string {
  const path = mkdtempSync(prefix);
  chmodSync(path, 0o711);
  return path;
}

const module = (path: string): string => JSON.stringify(pathToFileURL(join(dist, path)).href);
const PROGRAM = `
const { createEngines } = await import(${module("edge/embedded/index.js")});
const { createDatabases } = await import(${module("edge/postgres/index.js")});
const cache = process.env.BENCH_CACHE;
const files = { cacheFolder: () => cache, resolve: (path) => path };
const processes = { node: process.execPath };
const started = performance.now();
const server = await createEngines({ env: process.env, files, processes }).start();
const readyMs = performance.now() - started;
const session = await createDatabases({ env: {} }).open({ url: server.url() });
const [row] = await session.query("select pg_postmaster_start_time()::text as at, pg_backend_pid() as pid, current_setting('data_directory') as data");
if (process.env.BENCH_HOLD === undefined) {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
} else {
  // A backend that is busy does not see the death of the postmaster by itself.
  void session.script("do $$ begin loop end loop; end $$").catch(() => undefined);
  setInterval(() => undefined, 1000);
}
console.log(JSON.stringify({ readyMs, data: row.data }));
`;

interface Facts {
  readonly readyMs: number;
  readonly data: string;
}

function launch(cache: string, isHeld: boolean, place = root): ChildProcess {
  const env = { ...process.env, TMPDIR: place, BENCH_CACHE: cache, ...(isHeld ? { BENCH_HOLD: "1" } : {}) };
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return child;
}

async function factsOf(child: ChildProcess): Promise<Facts | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Facts;
  return undefined;
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once("exit", () => done()));

/** CPU seconds of children that have ended and been waited for, theirs included. Linux. */
function childrenCpu(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function measureStart(cache: string, place: string): Promise<{ cpu: number; readyMs: number }> {
  const before = childrenCpu();
  const child = launch(cache, false, place);
  const facts = await factsOf(child);
  await ended(child);
  return { cpu: childrenCpu() - before, readyMs: facts?.readyMs ?? Number.NaN };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function starts(): Promise<void> {
  const rows: string[][] = [];
  const cache = join(disk, "cache");
  const first = await repeat(3, (at) => measureStart(`${cache}-${at}`, root));
  const cached = await repeat(9, () => measureStart(`${cache}-0`, root));
  const onDisk = await repeat(5, () => measureStart(`${cache}-0`, disk));
  for (const [name, runs, bar] of [
    ["first start", first, 2],
    ["from the prepared cache", cached, 0.5],
    [`the same, data in ${tmpdir()}`, onDisk, 0.5],
  ] as const)
    rows.push([
      name,
      median(runs.map((run) => run.cpu)).toFixed(2),
      Math.max(...runs.map((run) => run.cpu)).toFixed(2),
      bar.toFixed(1),
      median(runs.map((run) => run.readyMs)).toFixed(0),
    ]);
  console.log("Start, one query, stop; CPU seconds of everything, the Node that asks included");
  console.log(
    textTable(
      [
        { title: "" },
        { title: "median", align: "right" },
        { title: "worst", align: "right" },
        { title: "bar", align: "right" },
        { title: "ready ms (wall)", align: "right" },
      ],
      rows,
    ),
  );
}

async function repeat<Value>(count: number, run: (at: number) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let at = 0; at < count; at += 1) values.push(await run(at));
  return values;
}

const MODES = ["Node", "the postmaster", "Node while starting", "the keeper"] as const;

async function killRun(): Promise<void> {
  const left = new Map<string, number>(MODES.map((mode) => [mode, 0]));
  const seen = new Map<string, number>(MODES.map((mode) => [mode, 0]));
  for (let at = 0; at < kills; at += 1) {
    // Node and the postmaster in turn; every tenth start one of the other two.
    const mode = at % 10 === 9 ? MODES[2 + (Math.floor(at / 10) % 2)] : MODES[at % 2];
    if (mode === undefined) continue;
    seen.set(mode, (seen.get(mode) ?? 0) + 1);
    const problems = await killOne(mode, at);
    if (problems.length > 0) {
      left.set(mode, (left.get(mode) ?? 0) + 1);
      console.log(`start ${at}, ${mode}: ${problems.join("; ")}`);
    }
  }
  console.log(`\n${kills} starts with SIGKILL`);
  console.log(
    textTable(
      [{ title: "killed" }, { title: "times", align: "right" }, { title: "left something", align: "right" }],
      MODES.map((mode) => [mode, String(seen.get(mode)), String(left.get(mode))]),
    ),
  );
}

async function killOne(mode: (typeof MODES)[number], at: number): Promise<readonly string[]> {
  // Now and then without a cache, so that initdb is hit too.
  const child = launch(
    join(disk, mode === "Node while starting" && at % 20 === 9 ? `cache-new-${at}` : "cache-0"),
    true,
  );
  if (mode === "Node while starting") {
    await pause(40 + ((at * 37) % 400));
    child.kill("SIGKILL");
    await ended(child);
    return leftovers(undefined);
  }
  const facts = await factsOf(child);
  const lock = facts === undefined ? [] : readFileSync(join(facts.data, "postmaster.pid"), "utf8").split("\n");
  const segment = lock[6]?.trim().split(/\s+/)[1];
  if (mode === "Node") child.kill("SIGKILL");
  if (mode === "the postmaster") process.kill(Number(lock[0]), "SIGKILL");
  if (mode === "the keeper") process.kill(keeperPid(), "SIGKILL");
  const problems = await leftovers(segment);
  child.kill("SIGKILL");
  await ended(child);
  return problems;
}

/** Waits for everything to be gone, up to ten seconds, and names what is still there. */
async function leftovers(segment: string | undefined): Promise<readonly string[]> {
  let problems: readonly string[] = [];
  for (let waited = 0; waited < 10_000; waited += 20) {
    problems = [
      ...readdirSync(root)
        .filter((name) => name.startsWith("bw-pg-"))
        .map((name) => `folder ${name}`),
      ...ourProcesses().map((line) => `process ${line.slice(0, 100)}`),
      ...(segment !== undefined && segments().includes(segment) ? [`shared memory ${segment}`] : []),
      ...readdirSync("/dev/shm")
        .filter((name) => name.startsWith("PostgreSQL."))
        .map((name) => `/dev/shm/${name}`)
        .filter((name) => !before.has(name)),
      ...readdirSync(join(disk, "cache-0", "embedded")).filter((name) => name.startsWith("new-")),
    ];
    if (problems.length === 0) return [];
    await pause(20);
  }
  return problems;
}

const before = new Set(readdirSync("/dev/shm").map((name) => `/dev/shm/${name}`));

const segments = (): readonly string[] =>
  readFileSync("/proc/sysvipc/shm", "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/)[1] ?? "");

/** Keepers and servers whose environment names our temporary folder: others may run servers meanwhile. */
function ourProcesses(): readonly string[] {
  return pids().flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      const isOurs = readFileSync(`/proc/${pid}/environ`, "utf8").includes(`TMPDIR=${root}\0`);
      return isOurs && !line.includes("--input-type=module") ? [`${pid} ${line}`] : [];
    } catch {
      return [];
    }
  });
}

const pids = (): readonly string[] => readdirSync("/proc").filter((name) => /^\d+$/.test(name));

const keeperPid = (): number =>
  Number(
    ourProcesses()
      .find((line) => /main\.js bw_/.test(line))
      ?.split(" ")[0],
  );

try {
  await starts();
  await killRun();
} finally {
  for (const folder of [root, disk]) rmSync(folder, { recursive: true, force: true });
}
