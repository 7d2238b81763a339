// dist/: the compiled package, and the help page of each command as text.
import { spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCommands } from "./generated.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

async function main(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  compile();
  await writeHelp();
}

function compile(): void {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const result = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

async function writeHelp(): Promise<void> {
  await mkdir(join(dist, "help"), { recursive: true });
  for (const { command } of await readCommands(root))
    await writeFile(join(dist, "help", `${command.name.replaceAll(" ", "-")}.txt`), command.help());
}

await main();
