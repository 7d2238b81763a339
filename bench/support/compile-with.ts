import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readSpecification } from "../../src/openapi/index.ts";
import { FRAMEWORKS, generatedOf } from "../../test/scaffold/generated.ts";

const ROOT = resolve(import.meta.dirname, "../..");

const DOCUMENTS = [
  "petstore-30.yaml",
  "museum.yaml",
  "cafe-32.yaml",
  "tictactoe-31.yaml",
  "hey-api-full-31.yaml",
  "schema-types-31.yaml",
  "parameters-style-31.yaml",
  "netlify-swagger2.yml",
  "docker.yaml",
  "okta-oauth.yaml",
  "resend.yaml",
];

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

/** Complaints of a TypeScript about what is generated from each document, by document and framework. All is one program. */
export async function compileWith(typescript: string, corpus: string): Promise<readonly string[][]> {
  const folder = mkdtempSync(join(tmpdir(), "backwright-bench-"));
  try {
    for (const document of DOCUMENTS) {
      const model = await readSpecification(join(corpus, document), async (path) => readFileSync(path, "utf8"));
      for (const framework of FRAMEWORKS) {
        const { files } = await generatedOf(model, "envelope", framework);
        for (const { path, text } of files) write(join(folder, "src", document, framework, path), text);
      }
    }
    write(join(folder, "package.json"), '{ "type": "module" }');
    write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    const complaints = complaintsOf(typescript, folder);
    for (const line of complaints.slice(0, 20)) console.error(line);
    const count = (place: string): string =>
      String(complaints.filter((line) => line.startsWith(`src/${place}/`)).length);
    return DOCUMENTS.map((document) => [document].concat(FRAMEWORKS.map((name) => count(`${document}/${name}`))));
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
  const told = spawnSync(process.execPath, [tsc, "-p", folder], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  const lines = `${told.stdout}${told.stderr}`.split("\n").filter((line) => /error TS\d/.test(line));
  if (told.status !== 0 && lines.length === 0) throw new Error(`tsc ended with ${told.status}: ${told.stderr}`);
  return lines;
}
