// Whole corpora and long runs, by name: `bench/full openapi`. Without a name: the list.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["openapi", ["bench/corpus.ts"]],
  ["scaffold", ["bench/scaffold.ts"]],
  ["regenerate", ["bench/regenerate.ts"]],
  ["scaffold-tests", ["bench/scaffold-tests.ts"]],
  ["javascript", ["bench/javascript.ts"]],
  ["contract", ["bench/contract.ts"]],
  ["contract-cost", ["bench/contract-cost.ts"]],
  ["from-db", ["bench/from-db.ts"]],
  ["hostile", ["bench/hostile.ts"]],
  ["json-schema", ["bench/json-schema.ts"]],
  ["roundtrip", ["bench/roundtrip.ts"]],
  ["validate", ["bench/validate.ts"]],
  ["load", ["bench/load.ts"]],
  ["load-soak", ["bench/load-soak.ts"]],
  ["load-memory", ["bench/load-memory.ts"]],
  ["load-truth", ["bench/load-truth.ts"]],
  ["load-http2", ["bench/load-http2.ts"]],
  ["load-tls", ["bench/load-tls.ts"]],
  ["load-capacity", ["bench/load-capacity.ts"]],
  ["lint", ["bench/lint-corpus.ts"]],
  ["lint-truth", ["bench/lint-truth.ts"]],
  ["lint-proof", ["bench/lint-proof.ts"]],
  ["lint-fixes", ["bench/lint-fixes.ts"]],
  ["lint-scale", ["bench/lint-scale.ts"]],
  ["decide", ["bench/decide.ts"]],
  ["analyze", ["bench/analyze.ts"]],
  ["advice-faults", ["bench/advice-faults.ts"]],
  ["index-advice", ["bench/index-advice.ts"]],
  ["index-selection", ["bench/index-selection.ts"]],
  ["schema-read", ["bench/schema-read.ts"]],
  ["schema-truth", ["bench/schema-truth.ts"]],
  ["embedded", ["bench/embedded.ts"]],
  ["statement-truth", ["bench/statement-truth.ts"]],
  ["majors", ["bench/majors.ts"]],
  ["migrate-faults", ["bench/migrate-faults.ts"]],
  ["schema-diff", ["bench/schema-diff.ts"]],
  ["schema-diff-scale", ["bench/schema-diff-scale.ts"]],
  ["schema-diff-live", ["bench/schema-diff-live.ts"]],
  ["schema-random", ["bench/schema-random.ts"]],
  ["watch", ["bench/watch.ts"]],
  ["tune", ["bench/tune.ts"]],
  ["routes", ["bench/routes.ts"]],
  ["startup", ["bench/startup.ts"]],
]);

const root = join(import.meta.dirname, "..");
const [name = "", ...rest] = process.argv.slice(2);
const found = NAMES.get(name);
if (found === undefined) {
  console.log(
    `bench/full <name> [arguments]\n${[...NAMES].map(([one, [file]]) => `  ${one.padEnd(10)} ${file}`).join("\n")}`,
  );
  process.exit(name === "" ? 0 : 2);
}
const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
process.exit(spawnSync(process.execPath, [tsx, ...found, ...rest], { cwd: root, stdio: "inherit" }).status ?? 1);
