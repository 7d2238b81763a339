// `scaffold --javascript` over the published documents on three frameworks: does it check strictly (tsc --strict --checkJs), does it
// start without a build, and which of its files would a formatter write otherwise?
// Run: npx tsx bench/javascript.ts [--typescript <folder with node_modules/typescript>] [--validator zod] [--client] [document…]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { textTable } from "../src/kit/index.ts";
import { readSpecification } from "../src/openapi/index.ts";
import { inLanguage, type ValidatorName } from "../src/scaffold/index.ts";
import { FRAMEWORKS, generatedOf } from "../test/scaffold/generated.ts";

const ROOT = resolve(import.meta.dirname, "..");
const CORPUS = resolve(process.env["BACKWRIGHT_CORPUS"] ?? "../shared/corpus/openapi");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    typescript: { type: "string", default: ROOT },
    validator: { type: "string", default: "generated" },
    client: { type: "boolean", default: false },
  },
});

// Every switch that a strict team turns on besides. Declarations are checked too: ours are among them; complaints about packages do not count.
const OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  types: ["node"],
  allowJs: true,
  checkJs: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: false,
  noEmit: true,
};

const BOOT = FRAMEWORKS.map(
  (name) => `
    try {
      const { createApp } = await import("./src/${name}/app.js");
      const { handlers } = await import("./src/${name}/routes/index.js");
      await createApp(handlers).ready?.();
      console.log("started ${name}");
    } catch (error) { console.log("${name}", error); }`,
).join("\n");

interface Row {
  readonly document: string;
  readonly operations: number;
  readonly complaints: number;
  readonly started: number;
  /** Files that a formatter writes otherwise, of all. */
  readonly unformatted: number;
  readonly files: number;
  readonly writeMs: number;
}

async function rowOf(document: string): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "backwright-bench-"));
  try {
    const path = join(CORPUS, document);
    const model = await readSpecification(path, async (file) => readFileSync(file, "utf8"));
    let writeMs = 0;
    let count = 0;
    for (const framework of FRAMEWORKS) {
      const validator = values.validator as ValidatorName;
      const generated = await generatedOf(model, "envelope", framework, validator, { client: values.client });
      const from = performance.now();
      const { files } = inLanguage(generated, "javascript");
      writeMs += performance.now() - from;
      count += files.length;
      for (const file of files) write(join(folder, "src", framework, file.path), file.text);
    }
    write(join(folder, "package.json"), '{ "type": "module" }');
    write(join(folder, ".oxfmtrc.json"), '{ "printWidth": 120 }');
    write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    return {
      document,
      operations: model.operations.length,
      complaints: complaintsIn(folder),
      started: startedIn(folder),
      unformatted: unformattedIn(folder),
      files: count,
      writeMs: Math.round(writeMs),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const run = (folder: string, words: readonly string[]) =>
  spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });

function complaintsIn(folder: string): number {
  const tsc = join(resolve(values.typescript), "node_modules/typescript/bin/tsc");
  const told = run(folder, ["--max-old-space-size=6000", tsc, "-p", folder]);
  const lines = `${told.stdout}${told.stderr}`.split("\n").filter((line) => /^src\/.*error TS\d/.test(line));
  if (told.status !== 0 && !/error TS\d/.test(told.stdout))
    throw new Error(`tsc ended with ${told.status}: ${told.stderr}`);
  for (const line of lines.slice(0, 20)) console.error(line);
  return lines.length;
}

function startedIn(folder: string): number {
  const told = run(folder, ["--input-type=module", "-e", BOOT]);
  const lines = told.stdout.split("\n").filter((line) => line.startsWith("started "));
  if (lines.length < FRAMEWORKS.length) console.error(told.stdout.slice(0, 2_000), told.stderr.slice(0, 2_000));
  return lines.length;
}

function unformattedIn(folder: string): number {
  cpSync(join(folder, "src"), join(folder, "formatted"), { recursive: true });
  run(folder, [join(ROOT, "node_modules/oxfmt/bin/oxfmt"), "formatted"]);
  const told = spawnSync("diff", ["-rq", "src", "formatted"], { cwd: folder, encoding: "utf8" });
  return told.stdout.split("\n").filter((line) => line.includes(" differ")).length;
}

const index: readonly { readonly file: string; readonly bytes: number }[] = JSON.parse(
  readFileSync(join(CORPUS, "index.json"), "utf8"),
);
const documents = index
  .toSorted((a, b) => a.bytes - b.bytes)
  .map(({ file }) => file)
  .filter((file) => positionals.length === 0 || positionals.some((name) => file.includes(name)));
const rows: Row[] = [];
for (const document of documents) {
  const row = await rowOf(document);
  console.log(Object.values(row).join(" "));
  rows.push(row);
}
const titles = [
  "document",
  "operations",
  "complaints",
  "started of 3",
  "formatted otherwise",
  "files",
  "to JavaScript ms",
];
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
    rows.map((row) => Object.values(row).map(String)),
  ),
);
const isClean = rows.every(({ complaints, started }) => complaints === 0 && started === FRAMEWORKS.length);
console.log(
  `${rows.filter(({ complaints, started }) => complaints === 0 && started === 3).length} of ${rows.length} documents clean on three frameworks`,
);
process.exitCode = isClean ? 0 : 1;
