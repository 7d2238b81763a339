// The package as a stranger gets it: packed, installed elsewhere without scripts, its bins and its library used.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "backwright-package-"));
const windows = process.platform === "win32";

function run(program: string, args: readonly string[], cwd = folder): string {
  const result = spawnSync(program, [...args], {
    cwd,
    encoding: "utf8",
    shell: windows,
    env: { ...process.env, BACKWRIGHT_CACHE: join(folder, "cache") },
  });
  if (result.status === 0) return result.stdout;
  throw new Error(`${program} ${args.join(" ")} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
}

const LIBRARY = `
import { runCommand, isBackwrightError } from "backwright";
import { decide } from "backwright/decide";
import { analyze } from "backwright/db";
import { load } from "backwright/load";
import { scaffold } from "backwright/scaffold";
import { serveMcp } from "backwright/mcp";
const decision = await decide({ sample: true });
if (decision.recommendation?.profile !== "node-express") throw new Error("no recommendation");
if ([runCommand, isBackwrightError, analyze, load, scaffold, serveMcp].some((one) => typeof one !== "function")) throw new Error("a door is shut");
await load({ url: "http://127.0.0.1:1/", requests: 1 }).then(
  () => { throw new Error("nothing listens there"); },
  (error) => { if (!isBackwrightError(error)) throw error; },
);
console.log("library works");
`;

try {
  run("npm", ["pack", "--silent", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(join(folder, "package.json"), '{"name":"stranger","private":true,"type":"module"}');
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", `./${tarball}`]);
  for (const bin of [
    "backwright",
    "api-scaffolder",
    "database-migration-tool",
    "api-load-tester",
    "backend-decision-engine",
  ])
    console.log(run("npx", ["--no-install", bin, "--version"]).trim());
  writeFileSync(join(folder, "library.mjs"), LIBRARY);
  console.log(run(process.execPath, ["library.mjs"]).trim());
  console.log(
    run("npx", ["--no-install", "backwright", "demo", "--duration", "2"])
      .split("\n")
      .find((line) => line.startsWith("Done in")),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
