// CPU and memory of `backwright scaffold` on big documents, as a user runs it: the first run, one after nothing changed, and one after
// one operation changed. Run: npm run build && npx tsx bench/scaffold.ts [folder of documents]
// Or: does what is generated compile with another TypeScript, on three frameworks?
// Types only, the smallest document first. Run: npx tsx bench/scaffold.ts --typescript <folder with node_modules/typescript>
//   [folder of documents] [--framework=express|fastify|koa…] [document…]
// Or: what does `tsc --noEmit` take for the largest document on a framework? Run: npx tsx bench/scaffold.ts --check-cost [folder with
//   node_modules/typescript…]     (the project's own where none is given)
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { textTable } from "../src/kit/index.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { compileWith, typeChecked } from "./support/compile-with.ts";
import { median } from "./support/cpu.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

interface Case {
  readonly document: string;
  readonly operations: number;
  readonly barCpuMs: number;
  readonly barMb: number;
  /** A summary of one operation. */
  readonly summary: string;
}

const CASES: readonly Case[] = [
  {
    document: "k8s-core-v1.json",
    operations: 245,
    barCpuMs: 1_500,
    barMb: 400,
    summary: "connect GET requests to proxy of Pod",
  },
  { document: "resend.yaml", operations: 83, barCpuMs: 1_500, barMb: 400, summary: "Retrieve a single email" },
  { document: "github-2023.yaml", operations: 873, barCpuMs: 3_000, barMb: 400, summary: "Get a gist" },
];

// The child reports its own use as it ends: nothing of the parent's is counted.
const REPORT = `process.on("exit", () => { const u = process.resourceUsage();
  process.stderr.write("\\nUSED " + Math.round((u.userCPUTime + u.systemCPUTime) / 1000) + " " + Math.round(u.maxRSS / 1024) + "\\n"); });`;

interface Cost {
  readonly cpuMs: number;
  readonly mb: number;
}

async function scaffold(folder: string): Promise<Cost> {
  const hook = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  const words = ["--import", hook, join(ROOT, "bin/backwright.js"), "scaffold", "document"];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const said = (await child.stderr.setEncoding("utf8").toArray()).join("");
  if (child.exitCode === null) await once(child, "exit");
  const [, cpuMs = "NaN", mb = "NaN"] = /USED (\d+) (\d+)/.exec(said) ?? [];
  return { cpuMs: Number(cpuMs), mb: Number(mb) };
}

/** First run, the same again, and after one operation changed. */
async function measure(corpus: string, { document, summary }: Case): Promise<readonly [Cost, Cost, Cost]> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-bench-"));
  try {
    const text = await readFile(resolve(corpus, document), "utf8");
    if (!text.includes(summary)) throw new Error(`${document} does not say ${summary}`);
    await writeFile(join(folder, "document"), text);
    const [first, same] = [await scaffold(folder), await scaffold(folder)];
    await writeFile(join(folder, "document"), text.replace(summary, `${summary}, at once`));
    return [first, same, await scaffold(folder)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function costs(corpus: string): Promise<void> {
  const rows: string[][] = [];
  for (const one of CASES) {
    const runs = [await measure(corpus, one), await measure(corpus, one), await measure(corpus, one)];
    const [first, same, changed] = ([0, 1, 2] as const).map((at) => median(runs.map((run) => run[at].cpuMs)));
    const mb = Math.max(...runs.map(([{ mb: peak }]) => peak));
    const { document, operations, barCpuMs, barMb } = one;
    rows.push([document, operations, first, barCpuMs, same, changed, 500, mb, barMb].map(String));
  }
  const titles = ["document", "operations", "CPU ms", "bar", "unchanged", "one changed", "bar", "MB (worst)", "bar"];
  table(titles, rows);
}

function table(titles: readonly string[], rows: readonly string[][]): void {
  const columns = titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) }));
  console.log(textTable(columns, rows));
}

/** A line for every document as it is done, and a table at the end. */
async function compiled(typescript: string, corpus: string, words: readonly string[]): Promise<void> {
  const only = words.filter((word) => !word.startsWith("--"));
  const wished = FRAMEWORKS.filter((name) => words.includes(`--framework=${name}`));
  const frameworks = wished.length === 0 ? FRAMEWORKS : wished;
  const index: readonly { readonly file: string; readonly bytes: number }[] = JSON.parse(
    await readFile(join(corpus, "index.json"), "utf8"),
  );
  const documents = index
    .toSorted((a, b) => a.bytes - b.bytes)
    .map(({ file }) => file)
    .filter((file) => only.length === 0 || only.some((name) => file.includes(name)));
  const rows: string[][] = [];
  for (const document of documents) {
    const counts = await compileWith(typescript, join(corpus, document), frameworks);
    const row = [document, ...counts.map((count) => (count === undefined ? "-" : String(count)))];
    console.log(row.join(" "));
    rows.push(row);
  }
  const all = [1, 2, 3].map((at) => String(rows.reduce((sum, row) => sum + (Number(row[at]) || 0), 0)));
  table(["document: complaints", "express", "fastify", "koa"], [...rows, [`all ${rows.length}`, ...all]]);
}

const LARGEST = "github-2023.yaml";
const CHECK_BAR_MS = 10_000;

/** CPU of `tsc --noEmit` on what is generated from the largest document. */
async function checkCosts(typescripts: readonly string[], corpus: string): Promise<void> {
  const rows: string[][] = [];
  for (const folder of typescripts.length === 0 ? [ROOT] : typescripts) {
    const text = await readFile(join(folder, "node_modules/typescript/package.json"), "utf8");
    const { version }: { readonly version: string } = JSON.parse(text);
    for (const framework of FRAMEWORKS) {
      const { cpuMs, complaints } = await typeChecked(folder, resolve(corpus, LARGEST), [framework]);
      rows.push([LARGEST, version, framework, ...[cpuMs, CHECK_BAR_MS, complaints.length].map(String)]);
      console.log(rows.at(-1)?.join(" "));
    }
  }
  table(["document", "TypeScript", "framework", "tsc --noEmit, CPU ms", "bar", "complaints"], rows);
}

const [flag, folder, ...rest] = process.argv.slice(2);
const [CORPUS = "../shared/corpus/openapi", ...only] = rest;
if (flag === "--check-cost") await checkCosts(process.argv.slice(3), "../shared/corpus/openapi");
else if (flag === "--typescript" && folder !== undefined) await compiled(folder, CORPUS, only);
else await costs(flag ?? CORPUS);
