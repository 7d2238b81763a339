// dist/: the compiled package, the help page of each command as text, and the bundles that the programs load.
import { spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { ALIAS_BINS, rootHelp } from "../src/command/front/index.ts";
import { bundle } from "./bundle.ts";
import { readCommands } from "./generated.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

async function main(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  compile();
  await writeHelp();
  await bundle(root, dist);
}

function compile(): void {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const result = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** What `src/main/pages` reads: help of the bins, their versions, help of each command. */
async function writeHelp(): Promise<void> {
  const folder = join(dist, "help");
  await mkdir(join(folder, "bins"), { recursive: true });
  const commands = await readCommands(root);
  const summaries = commands.map(({ command: { name, summary } }) => ({ name, summary }));
  for (const bin of ["backwright", ...ALIAS_BINS]) {
    await writeFile(join(folder, "bins", `${bin}.txt`), rootHelp(bin, summaries));
    await writeFile(join(folder, "bins", `${bin}.version`), `${bin} ${manifest.version}\n`);
  }
  for (const { command } of commands) {
    await writeFile(join(folder, `${command.name.replaceAll(" ", "-")}.txt`), command.help());
  }
}

await main();
