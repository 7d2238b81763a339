// What reading costs beside parsing alone, per document: CPU time of a fresh process each, and its peak memory.
// npx tsx bench/openapi-read.ts [folder of documents]
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { load } from "js-yaml";
import { readSpecification } from "../src/openapi/index.ts";

const RUNS = 3;
const asCost: (text: string) => Cost = JSON.parse;
const ms = (value: number): string => value.toFixed(0);
const FILES = [
  "k8s-core-v1.json",
  "github-2023.yaml",
  "openai.yaml",
  "elasticsearch-serverless.json",
  "digitalocean/DigitalOcean-public.v2.yaml",
];

interface Cost {
  readonly cpuMs: number;
  readonly peakMb: number;
}

const root = resolve(import.meta.dirname, "..");
const [mode, path] = process.argv.slice(2);

if ((mode === "nothing" || mode === "parse" || mode === "read") && path !== undefined) await work(mode, path);
else compare(mode ?? join(process.env["BACKWRIGHT_SHARED"] ?? join(root, "..", "shared"), "corpus", "openapi"));

/** In a process of its own: does the work and prints what the process has cost. */
async function work(what: "nothing" | "parse" | "read", file: string): Promise<void> {
  const before = process.cpuUsage();
  if (what === "parse") parse(readFileSync(file, "utf8"));
  if (what === "read") await readSpecification(file, (name) => readFile(name, "utf8"));
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ cpuMs: (user + system) / 1_000, peakMb: process.resourceUsage().maxRSS / 1_024 }));
}

function parse(text: string): unknown {
  return text.trimStart().startsWith("{") ? JSON.parse(text) : load(text);
}

function compare(folder: string): void {
  const files = FILES.map((file) => join(folder, file)).filter((file) => existsSync(file));
  if (files.length === 0) return console.log(`There are no documents in ${folder}.`);
  const rows = files.map((file) => {
    const [parsed, read] = [best("parse", file), best("read", file)];
    return [
      file.slice(folder.length + 1),
      ms(parsed.cpuMs),
      ms(read.cpuMs),
      (read.cpuMs / parsed.cpuMs).toFixed(2),
      read.peakMb.toFixed(0),
    ];
  });
  console.log(table(rows));
}

function table(rows: readonly (readonly string[])[]): string {
  const head = ["document", "parse alone ms", "read ms", "ratio", "peak MB"];
  return [head, ...rows]
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(42) : cell.padStart(15))).join(""))
    .join("\n");
}

function best(what: string, file: string): Cost {
  const costs = Array.from({ length: RUNS }, () => measure(what, file));
  return costs.reduce((least, cost) => (cost.cpuMs < least.cpuMs ? cost : least));
}

function measure(what: string, file: string): Cost {
  const script = join(root, "bench", "openapi-read.ts");
  const output = execFileSync(process.execPath, ["--import", "tsx", script, what, file], {
    encoding: "utf8",
    cwd: root,
  });
  return asCost(output);
}
