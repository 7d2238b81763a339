// CPU and memory of `backwright scaffold` on big documents, as a user runs it. Run: npm run build && npx tsx bench/scaffold.ts [folder]
import { mkdtemp, rm } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { textTable } from "../src/kit/index.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

interface Case {
  readonly document: string;
  readonly operations: number;
  readonly barCpuMs: number;
  readonly barMb: number;
}

const CASES: readonly Case[] = [
  { document: "k8s-core-v1.json", operations: 245, barCpuMs: 1_500, barMb: 400 },
  { document: "github-2023.yaml", operations: 873, barCpuMs: 4_000, barMb: 400 },
];

// The child reports its own use as it ends: nothing of the parent's is counted.
const REPORT = `process.on("exit", () => { const u = process.resourceUsage();
  process.stderr.write("\\nUSED " + Math.round((u.userCPUTime + u.systemCPUTime) / 1000) + " " + Math.round(u.maxRSS / 1024) + "\\n"); });`;

async function measure(corpus: string, document: string): Promise<{ readonly cpuMs: number; readonly mb: number }> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-bench-"));
  try {
    const hook = `data:text/javascript,${encodeURIComponent(REPORT)}`;
    const words = ["--import", hook, join(ROOT, "bin/backwright.js"), "scaffold", resolve(corpus, document)];
    const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    const said = (await child.stderr.setEncoding("utf8").toArray()).join("");
    if (child.exitCode === null) await once(child, "exit");
    const [, cpuMs = "NaN", mb = "NaN"] = /USED (\d+) (\d+)/.exec(said) ?? [];
    return { cpuMs: Number(cpuMs), mb: Number(mb) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const corpus = process.argv[2] ?? "../shared/corpus/openapi";
const rows: string[][] = [];
for (const { document, operations, barCpuMs, barMb } of CASES) {
  const runs = [await measure(corpus, document), await measure(corpus, document), await measure(corpus, document)];
  const cpuMs = Math.min(...runs.map((run) => run.cpuMs));
  const mb = Math.max(...runs.map((run) => run.mb));
  rows.push([
    document,
    String(operations),
    String(cpuMs),
    String(barCpuMs),
    (cpuMs / barCpuMs).toFixed(2),
    String(mb),
    String(barMb),
  ]);
}
const titles = ["document", "operations", "CPU ms (best of 3)", "bar", "ratio", "MB (worst)", "bar"];
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
    rows,
  ),
);
