import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readSpecification } from "../../src/openapi/index.ts";
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
export async function compileWith(typescript: string, file: string): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), "backwright-bench-"));
  try {
    const model = await readSpecification(file, async (path) => readFileSync(path, "utf8"));
    for (const framework of FRAMEWORKS) {
      const { files } = await generatedOf(model, "envelope", framework);
      for (const { path, text } of files) write(join(folder, "src", framework, path), text);
    }
    write(join(folder, "package.json"), '{ "type": "module" }');
    write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    const complaints = complaintsOf(typescript, folder);
    for (const line of complaints.slice(0, 20)) console.error(line);
    return FRAMEWORKS.map((name) => complaints.filter((line) => line.startsWith(`src/${name}/`)).length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function complaintsOf(typescript: string, folder: string): readonly string[] {
  const tsc = join(resolve(typescript), "node_modules/typescript/bin/tsc");
  const words = ["--max-old-space-size=6000", tsc, "-p", folder];
  const told = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  const lines = `${told.stdout}${told.stderr}`.split("\n").filter((line) => /error TS\d/.test(line));
  if (told.status !== 0 && lines.length === 0) throw new Error(`tsc ended with ${told.status}: ${told.stderr}`);
  return lines;
}
