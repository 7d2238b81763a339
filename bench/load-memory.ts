// Memory over time at full speed: `npx tsx bench/load-memory.ts [minutes]` (default 10), after `npm run build` (or BENCH_DIST=dist of
// another build). Two workers, 50 users, 20 routes, on both transports; the server has a process of its own. Bars: flat (a line
// through the last two thirds rises by less than 2 % of their mean), 90 MB at most.
import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { isRecord } from "../src/kit/index.ts";

const dist = process.env["BENCH_DIST"] ?? join(import.meta.dirname, "..", "dist");
const EVERY_MS = 500;

const [role = "10"] = process.argv.slice(2);
if (role === "serve") serve();
else await measure(Number(role));

function serve(): void {
  const server = createServer((_, response) => response.end("hello, world!"));
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
  process.once("disconnect", () => process.exit());
}

function answerOf(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    child.once("message", (message: unknown) => resolve(isRecord(message) ? message : {}));
    child.once("close", (code) => reject(new Error(`a process ended with ${code}`)));
  });
}

async function measure(minutes: number): Promise<void> {
  let broken = false;
  for (const transport of ["node", "kernel"]) {
    const server = fork(import.meta.filename, ["serve"], { execArgv: ["--import", "tsx"] });
    const { port } = await answerOf(server);
    // Without a loader: only compiled code is measured.
    const child = fork(
      join(import.meta.dirname, "support", "memory-child.mjs"),
      [dist, String(port), transport, String(minutes)],
      { execArgv: [] },
    );
    const seen: number[] = [];
    const timer = setInterval(() => seen.push(residentMegabytes(child)), EVERY_MS);
    const { total, stamps } = await answerOf(child);
    clearInterval(timer);
    server.kill();
    broken = judge(`${transport} (stamps: ${String(stamps)}), ${String(total)} requests`, seen) || broken;
  }
  process.exitCode = broken ? 1 : 0;
}

function residentMegabytes({ pid }: ChildProcess): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
}

function judge(title: string, seen: readonly number[]): boolean {
  const settled = seen.slice(Math.floor(seen.length / 3));
  const mean = settled.reduce((sum, value) => sum + value, 0) / settled.length;
  const middle = (settled.length - 1) / 2;
  const weight = settled.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = settled.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) / weight;
  const rise = (slope * settled.length * 100) / mean;
  const peak = Math.max(...seen);
  const isBroken = rise > 2 || peak > 90;
  const figures = `mean ${mean.toFixed(1)} MB, peak ${peak.toFixed(1)} MB, rise ${rise.toFixed(2)} %`;
  console.log(`${title}: ${figures}: ${isBroken ? "BROKEN" : "ok"}`);
  return isBroken;
}
