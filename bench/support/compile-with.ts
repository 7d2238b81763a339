import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readSpecification } from "../../src/openapi/index.ts";
import type { FrameworkName } from "../../src/scaffold/options.ts";
import { FRAMEWORKS, generatedOf } from "../../test/scaffold/generated.ts";

const ROOT = resolve(import.meta.dirname, "../..");

// As `backwright new` sets a project up, with every switch that a strict team turns on besides.
const OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  rootDir: "src",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Complaints of a TypeScript about what is generated from a document, by framework. The three are one program. */
export async function compileWith(
  typescript: string,
  file: string,
  frameworks: readonly FrameworkName[] = FRAMEWORKS,
): Promise<readonly (number | undefined)[]> {
  const { complaints } = await typeChecked(typescript, file, frameworks);
  for (const line of complaints.slice(0, 20)) console.error(line);
  return FRAMEWORKS.map((name) =>
    frameworks.includes(name) ? complaints.filter((line) => line.startsWith(`src/${name}/`)).length : undefined,
  );
}

interface TypeChecked {
  readonly complaints: readonly string[];
  /** Of `tsc --noEmit` and the processes that it starts. */
  readonly cpuMs: number;
}

/** What a TypeScript says of what is generated from a document, and what it takes for that. */
export async function typeChecked(
  typescript: string,
  file: string,
  frameworks: readonly FrameworkName[],
): Promise<TypeChecked> {
  const folder = mkdtempSync(join(tmpdir(), "backwright-bench-"));
  try {
    const model = await readSpecification(file, async (path) => readFileSync(path, "utf8"));
    for (const framework of frameworks) {
      const { files } = await generatedOf(model, "envelope", framework);
      for (const { path, text } of files) write(join(folder, "src", framework, path), text);
    }
    write(join(folder, "package.json"), '{ "type": "module" }');
    write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    return told(typescript, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

// The shell tells what its children used: TypeScript 7 is a program of its own that a script starts.
const TIMED = '"$0" "$@"; status=$?; times; exit $status';

function told(typescript: string, folder: string): TypeChecked {
  const tsc = join(resolve(typescript), "node_modules/typescript/bin/tsc");
  const words = ["-c", TIMED, process.execPath, "--max-old-space-size=6000", tsc, "-p", folder];
  const said = spawnSync("sh", words, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  const lines = `${said.stdout}${said.stderr}`.split("\n");
  const complaints = lines.filter((line) => /error TS\d/.test(line));
  if (said.status !== 0 && complaints.length === 0) throw new Error(`tsc ended with ${said.status}: ${said.stderr}`);
  const used = lines.findLast((line) => /^\d+m[\d.]+s \d+m[\d.]+s$/.test(line)) ?? "";
  return { complaints, cpuMs: used.split(" ").reduce((sum, one) => sum + millisecondsOf(one), 0) };
}

/** `1m2.345s`. */
function millisecondsOf(time: string): number {
  const [, minutes = "NaN", seconds = "NaN"] = /^(\d+)m([\d.]+)s$/.exec(time) ?? [];
  return Math.round(Number(minutes) * 60_000 + Number(seconds) * 1_000);
}
