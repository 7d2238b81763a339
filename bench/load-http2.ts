// What a request over HTTP/2 costs the generator, against h2load: `npx tsx bench/load-http2.ts [pairs] [requests] [connections]`
// after `npm run build`. Bars: requests per CPU-second ≥ 1.1 times h2load's with 1 stream, ≥ 0.85 with 10; CPU of the whole
// processes with their start. A run has so many requests, not so many seconds: on a busy machine the compiler's warm-up would
// otherwise be most of it. Server (nginx, one worker, TLS) and generators have a core each. The count is the server's own,
// which also has to be equal to what backwright reports.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { startNginx } from "./support/nginx.ts";
import { comparePaired, nodeCost, pin, programCost } from "./support/pairs.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const [pairs = "7", amount = "600000", connections = "50"] = process.argv.slice(2);
const bars: readonly (readonly [streams: number, bar: number])[] = [
  [1, 1.1],
  [10, 0.85],
];

const server = await startNginx("HTTP/2 over TLS");
if (server === undefined || spawnSync("h2load", ["--version"]).error !== undefined) {
  console.log("This benchmark needs nginx and h2load.");
  process.exit(0);
}
const isPinned = pin(server.pid, 0) && pin(process.pid, 1);
console.log(`${server.name}, ${connections} connections, ${amount} requests a run, ${isPinned ? "" : "not "}pinned`);
const folder = mkdtempSync(join(tmpdir(), "bench-http2-"));
const report = join(folder, "report.json");
try {
  for (const [streams, bar] of bars) {
    const users = String(Number(connections) * streams);
    const flags = ["--http2", "--streams", String(streams), "--insecure", "--workers", "1", "--requests", amount];
    const load = [
      backwright,
      "load",
      server.url,
      ...flags,
      "--concurrency",
      users,
      "--json",
      "--save",
      report,
      "--quiet",
    ];
    await comparePaired({
      name: `${streams} streams a connection, against h2load`,
      bar,
      pairs: Number(pairs),
      ours: () => nodeCost(server, load),
      theirs: () => programCost(server, `h2load -n ${amount} -c ${connections} -m ${streams} ${server.url}`),
      counted: () => totalIn(report),
    });
  }
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function totalIn(file: string): number {
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  const requests = isRecord(parsed) ? parsed["requests"] : undefined;
  return isRecord(requests) ? Number(requests["total"]) : Number.NaN;
}
