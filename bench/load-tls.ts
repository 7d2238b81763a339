// What a request over TLS costs the generator, against wrk: `npx tsx bench/load-tls.ts [pairs] [seconds] [connections] [requests]`
// after `npm run build`. With a number of requests ours sends so many instead of lasting so long: on a busy machine, where 8 s are
// little work, the start of the program would otherwise be most of what it costs. Bar: requests per CPU-second ≥ 0.95 times wrk's, median of at least 7 interleaved pairs of 8 s, met when its
// 95 % interval reaches the bar; CPU of the whole processes with their start. Server (nginx, one worker) and generators have a
// core each. The count is the server's own, which also has to be equal to what backwright reports.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";
import { startNginx } from "./support/nginx.ts";
import { comparePaired, nodeCost, pin, programCost } from "./support/pairs.ts";

const root = join(import.meta.dirname, "..");
const backwright = process.env["BENCH_BACKWRIGHT"] ?? join(root, "bin", "backwright.js");
const [pairs = "7", seconds = "8", connections = "50", requests] = process.argv.slice(2);

const server = await startNginx("TLS");
if (server === undefined || spawnSync("wrk", ["-v"]).error !== undefined) {
  console.log("This benchmark needs nginx and wrk.");
  process.exit(0);
}
const isPinned = pin(server.pid, 0) && pin(process.pid, 1);
console.log(`${server.name}, ${connections} connections, ${seconds} s a run, ${isPinned ? "" : "not "}pinned`);
const folder = mkdtempSync(join(tmpdir(), "bench-tls-"));
const report = join(folder, "report.json");
const length = requests === undefined ? ["--duration", seconds] : ["--requests", requests];
const flags = ["--insecure", "--workers", "1", ...length, "--concurrency", connections];
const load = [backwright, "load", server.url, ...flags, "--json", "--save", report, "--quiet"];
try {
  await comparePaired({
    name: "HTTP/1.1 over TLS, against wrk",
    bar: 0.95,
    pairs: Number(pairs),
    ours: () => nodeCost(server, load),
    theirs: () => programCost(server, `wrk -t1 -c${connections} -d${seconds} ${server.url}`),
    counted: () => totalIn(report),
  });
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function totalIn(file: string): number {
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  const requests = isRecord(parsed) ? parsed["requests"] : undefined;
  return isRecord(requests) ? Number(requests["total"]) : Number.NaN;
}
