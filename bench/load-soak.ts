// A soak with everything that a server can do wrong: `npx tsx bench/load-soak.ts [seconds per phase]` (default 20), after
// `npm run build` (or BENCH_BACKWRIGHT=bin/backwright.js of another build). Each phase is a run of the real command in a process of its
// own against a server in this one, on both transports; at its end our counts are held against the server's, and the generator's
// memory and open files are watched while it runs. Bars: no crash, no wrong count, memory flat (the last third not more than 15 %
// above the second), no more files than connections.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { chaosServer, DEEDS, type ChaosServer, type Deed } from "../test/live/chaos-server.ts";
import { serve } from "../test/edge/load/support.ts";
import { startNginx } from "./support/nginx.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const seconds = Number(process.argv[2] ?? 20);
const TRANSPORTS = ["node", "kernel"] as const;

interface Run {
  readonly code: number | null;
  readonly report: Record<string, unknown>;
  /** Resident memory in MB, a value each 500 ms, and the most files that were open at once. */
  readonly memory: readonly number[];
  readonly files: number;
}

const LEFT_OUT: Run = { code: 0, report: {}, memory: [], files: 0 };

function run(words: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [backwright, "load", ...words, "--json", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const memory: number[] = [];
  let files = 0;
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      memory.push(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024);
      files = Math.max(files, readdirSync(`/proc/${child.pid}/fd`).length);
    } catch {
      // The process has ended, or this system has no /proc.
    }
  }, 500);
  return new Promise((resolve) => {
    child.once("close", (code) => {
      clearInterval(watch);
      const parsed: unknown = stdout === "" ? {} : JSON.parse(stdout);
      resolve({ code, report: isRecord(parsed) ? parsed : {}, memory, files });
    });
  });
}

const numberAt = (record: unknown, ...path: readonly string[]): number => {
  const found = path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), record);
  return typeof found === "number" ? found : 0;
};

function counted(
  report: Record<string, unknown>,
  list: "errors" | "statuses",
  test: (row: Record<string, unknown>) => boolean,
): number {
  const rows = Array.isArray(report[list]) ? report[list] : [];
  return rows.reduce(
    (sum: number, row: unknown) => (isRecord(row) && test(row) ? sum + numberAt(row, "count") : sum),
    0,
  );
}

/** Everything at random, silence rarely. */
function drawing(seed: number): () => Deed {
  const loud = DEEDS.filter((deed) => deed !== "keeps silent");
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const share = state / 2 ** 32;
    if (share > 0.999) return "keeps silent";
    return share < 0.5 ? "answers" : (loud[Math.floor(((share - 0.5) / 0.499) * loud.length)] ?? "answers");
  };
}

const GOOD: readonly Deed[] = [
  "answers",
  "chunks",
  "drips",
  "says 1xx first",
  "sends long headers",
  "closes after the answer",
  "says close",
];
const times = (server: ChaosServer, deeds: readonly Deed[]): number =>
  deeds.reduce((sum, deed) => sum + (server.done.get(deed) ?? 0), 0);

interface Row {
  readonly phase: string;
  readonly run: Run;
  readonly problems: readonly string[];
}

function flatness(memory: readonly number[]): string | undefined {
  const third = Math.floor(memory.length / 3);
  if (third < 4) return undefined;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [second, last] = [mean(memory.slice(third, 2 * third)), mean(memory.slice(2 * third))];
  return last > second * 1.15 ? `memory grew from ${second.toFixed(0)} to ${last.toFixed(0)} MB` : undefined;
}

const equal = (what: string, ours: number, theirs: number): readonly string[] =>
  ours === theirs ? [] : [`${what}: ours ${ours}, the server's ${theirs}`];

function sound({ code, report, memory }: Run): readonly string[] {
  const { total, successful, failed, unfinished } = isRecord(report["requests"]) ? report["requests"] : {};
  const grown = flatness(memory);
  return [
    ...(code === 0 || code === 5 ? [] : [`exit code ${code}`]),
    ...equal("total", Number(total), Number(successful) + Number(failed) + Number(unfinished)),
    ...(grown === undefined ? [] : [grown]),
  ];
}

async function chaos(transport: string): Promise<Row> {
  await using server = await chaosServer(drawing(11));
  const url = `http://127.0.0.1:${server.port}/`;
  const requests = String(seconds * 1_500);
  const words = [
    url,
    "--requests",
    requests,
    "--users",
    "50",
    "--timeout",
    "2",
    "--workers",
    "2",
    "--transport",
    transport,
  ];
  const done = await run(words);
  const { report } = done;
  const problems = [
    ...sound(done),
    ...equal(
      "200",
      counted(report, "statuses", ({ status }) => status === 200),
      times(server, GOOD),
    ),
    ...equal(
      "500",
      counted(report, "statuses", ({ status }) => status === 500),
      times(server, ["fails with 500"]),
    ),
    ...equal(
      "garbage",
      counted(report, "errors", ({ kind }) => kind === "protocol"),
      times(server, ["speaks garbage"]),
    ),
    ...equal(
      "silence",
      counted(report, "errors", ({ kind }) => kind === "first-byte-timeout"),
      times(server, ["keeps silent"]),
    ),
  ];
  return { phase: `chaos, ${transport}`, run: done, problems };
}

async function restarts(transport: string): Promise<Row> {
  await using server = await chaosServer(() => "answers");
  const url = `http://127.0.0.1:${server.port}/`;
  let restarting = Promise.resolve();
  const timer = setInterval(() => {
    restarting = restarting.then(() => server.restart());
  }, 1_000);
  const done = await run([
    url,
    "--duration",
    String(seconds),
    "--users",
    "50",
    "--raise-caps",
    "--transport",
    transport,
  ]);
  clearInterval(timer);
  await restarting;
  const { report } = done;
  const [successful, total] = [numberAt(report, "requests", "successful"), numberAt(report, "requests", "total")];
  const retried = numberAt(report, "connections", "retriedRequests");
  const problems = [
    ...sound(done),
    ...(successful <= server.seen ? [] : [`${successful} successes of ${server.seen} seen`]),
    ...(server.seen <= total + retried ? [] : [`${server.seen} seen of ${total + retried} sent`]),
  ];
  return { phase: `restart each second, ${transport}`, run: done, problems };
}

/** Answers of a gigabyte each. */
async function gigabytes(transport: string): Promise<Row> {
  const piece = Buffer.alloc(1 << 20);
  let whole = 0;
  const app = createServer((_, response) => {
    response.writeHead(200, { "content-length": String(1 << 30) });
    let left = 1_024;
    const more = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(piece)) return void response.once("drain", more);
      }
      whole += 1;
      response.end();
    };
    more();
  });
  await using server = await serve(app);
  const words = [
    `http://127.0.0.1:${server.port}/`,
    "--requests",
    "4",
    "--users",
    "2",
    "--timeout",
    "120",
    "--transport",
    transport,
  ];
  const done = await run(words);
  const problems = [...sound(done), ...equal("answers", numberAt(done.report, "requests", "successful"), whole)];
  const received = numberAt(done.report, "transfer", "receivedBytes");
  return {
    phase: `1 GB answers, ${transport}`,
    run: done,
    problems: [...problems, ...(received > 4 * 2 ** 30 ? [] : [`${received} bytes`])],
  };
}

/** As many connections as this system lets the two processes have, 10,000 at most; all must be open at last. */
async function connections(transport: string): Promise<Row> {
  const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? 1_024);
  const users = Math.min(10_000, limit - 200);
  const phase = `${users} connections, ${transport}`;
  // A server in JavaScript takes one connection a turn while it has requests to answer: it would be the one that is measured.
  const server = await startNginx();
  if (server === undefined) return { phase: `${phase}: left out, no nginx`, run: LEFT_OUT, problems: [] };
  try {
    await server.count();
    const words = `--users ${users} --duration ${seconds} --timeout 60 --raise-caps --transport ${transport}`;
    const done = await run([server.url, ...words.split(" ")]);
    const served = await server.count();
    const [total, opened] = [
      numberAt(done.report, "requests", "total"),
      numberAt(done.report, "connections", "opened"),
    ];
    const tooMany = done.files > users + 200 ? [`${done.files} files for ${users} connections`] : [];
    const problems = [
      ...sound(done),
      ...equal("requests", total, served),
      ...equal("connections", opened, users),
      ...tooMany,
    ];
    return { phase, run: done, problems };
  } finally {
    server.stop();
  }
}

let broken = 0;
for (const phase of [chaos, restarts, gigabytes, connections]) {
  for (const transport of TRANSPORTS) {
    const { phase: name, run: done, problems } = await phase(transport);
    const { memory, files, report } = done;
    const stamps = isRecord(report["generator"]) ? String(report["generator"]["stamps"]) : "?";
    const total = numberAt(report, "requests", "total");
    console.log(
      `${name.padEnd(32)} ${String(total).padStart(9)} requests  peak ${Math.max(0, ...memory).toFixed(0)} MB  ${files} files  stamps: ${stamps}  ${problems.length === 0 ? "ok" : "BROKEN"}`,
    );
    for (const problem of problems) console.log(`  ${problem}`);
    broken += problems.length;
  }
}
process.exitCode = broken === 0 ? 0 : 1;
