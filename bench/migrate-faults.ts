// The runner's fault matrix: every named fault of test/live on a real server, then kill -9 at every call of a run, before it
// is sent, while it is under way and after its answer. `npx tsx bench/migrate-faults.ts [--every N]` takes each N-th call; `--kills-only` leaves the named faults out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PHASES } from "../test/live/migrate-child.ts";
import { countCalls, survive } from "../test/live/migrate-mortal.ts";
import { startServer } from "../test/live/migrate-support.ts";

const root = join(import.meta.dirname, "..");
const every = Number(/--every[ =](\d+)/.exec(process.argv.join(" "))?.[1] ?? 1);
const PEERS = ["dbmate", "node-pg-migrate", "postgrator", "knex"] as const;

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** Runs vitest over files and answers its report. */
function vitest(files: readonly string[]): Report {
  const folder = mkdtempSync(join(tmpdir(), "backwright-faults-"));
  const out = join(folder, "report.json");
  const cli = join(root, "node_modules", "vitest", "vitest.mjs");
  spawnSync(process.execPath, [cli, "run", ...files, "--reporter=json", `--outputFile=${out}`], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const report: Report = JSON.parse(readFileSync(out, "utf8"));
  rmSync(folder, { recursive: true });
  return report;
}

const FAULTS = ["faults", "alone", "rollback", "history", "scripts", "sessions", "rehearse"].map(
  (name) => `test/live/migrate-${name}.test.ts`,
);
const isQuick = process.argv.includes("--kills-only");
const named = isQuick ? [] : vitest(FAULTS).testResults.flatMap(({ assertionResults }) => assertionResults);
for (const { ancestorTitles, title, status } of named)
  console.log(`${status === "passed" ? "ok     " : status.padEnd(7)} ${[...ancestorTitles, title].join(" > ")}`);
const passed = named.filter(({ status }) => status === "passed").length;
console.log(`\nnamed faults: ${passed} of ${named.length} safe and truthful\n`);

await using server = await startServer();
const calls = await countCalls(server);
const deaths = (["migrate", "rollback"] as const).flatMap((command) =>
  Array.from({ length: calls[command] }, (_, index) => index + 1)
    .filter((call) => call % every === 0)
    .flatMap((call) => PHASES.map((phase) => ({ command, call, phase }))),
);
console.log(`kill -9: ${calls.migrate} calls up, ${calls.rollback} down; ${deaths.length} deaths`);
const rest = [...deaths];
let survived = 0;
const work = async (): Promise<void> => {
  for (let death = rest.shift(); death !== undefined; death = rest.shift()) {
    const { command, call, phase } = death;
    const problem = await survive(server, death).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (problem === undefined) survived += 1;
    else console.log(`FAILED  ${command}, call ${call}, ${phase}: ${problem}`);
  }
};
await Promise.all([work(), work()]);
console.log(`kill -9: ${survived} of ${deaths.length} safe and truthful\n`);

for (const peer of PEERS) {
  const { status } = spawnSync(peer, ["--version"], { stdio: "ignore" });
  console.log(
    `${peer}: ${status === 0 ? "installed, not driven by this bench" : "not installed here; see the field notes' table"}`,
  );
}
