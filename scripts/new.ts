// Writes the files of a new command or rule: `npm run new command "db explain"`, `npm run new rule index-unused`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { planCommand } from "./new/command.ts";
import { NewError, type Plan, type ReadText } from "./new/plan.ts";
import { planRule } from "./new/rule.ts";

const root = join(import.meta.dirname, "..");
const KINDS: ReadonlyMap<string, (name: string, read: ReadText) => Plan> = new Map([
  ["command", planCommand],
  ["rule", planRule],
]);

const [kind = "", ...words] = process.argv.slice(2);
process.exitCode = run(kind, words.join(" "));

function run(what: string, name: string): number {
  const plan = KINDS.get(what);
  if (plan === undefined || name === "")
    return fail('Usage: npm run new command "db explain", npm run new rule index-unused');
  try {
    return write(plan(name, readText));
  } catch (failure) {
    if (failure instanceof NewError) return fail(failure.message);
    throw failure;
  }
}

function fail(message: string): number {
  console.error(message);
  return 2;
}

function readText(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function write({ created, changed, next }: Plan): number {
  for (const [path, text] of [...created, ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`${created.has(path) ? "wrote" : "changed"} ${path}`);
  }
  const code =
    tool("oxfmt/bin/oxfmt", [...created.keys(), ...changed.keys()]) ||
    tool("tsx/dist/cli.mjs", ["scripts/generate.ts"]);
  for (const line of next) console.log(line);
  return code;
}

/** A program of node_modules, run by this Node: no shell, the same on every platform. */
function tool(path: string, args: readonly string[]): number {
  const { status } = spawnSync(process.execPath, [join(root, "node_modules", path), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  return status ?? 1;
}
