// The contract suite: for every operation of the published documents, requests made from its schemas (valid ones, and ones with
// one broken constraint each) on Express, Fastify and Koa. The verdict has to be right, and the three answers equal, byte for byte.
// Every document is a process of its own, the smallest first, and its row is kept: what stopped in the middle goes on with `--keep`.
// Run: npx tsx bench/contract.ts [--validator zod|ajv|typebox] [--javascript] [--framework express] [--keep FILE] [--again] [--every N --from N]
//   [--minutes N] [document…]      `--again` asks documents that FILE knows already; SHOWN=20 shows more lines of each kind.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { textTable } from "../src/kit/index.ts";
import type { FrameworkName, ValidatorName } from "../src/scaffold/options.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { contractRow, type ContractRow } from "./support/contract-row.ts";

const CORPUS = resolve(process.env["BACKWRIGHT_CORPUS"] ?? "../shared/corpus/openapi");
const SHOWN = Number(process.env["SHOWN"] ?? 5);
/** What a child may take: the largest document needs a third of it. */
const HEAP_MB = 6_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    validator: { type: "string", default: "generated" },
    javascript: { type: "boolean", default: false },
    framework: { type: "string", multiple: true, default: [...FRAMEWORKS] },
    keep: { type: "string" },
    again: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    minutes: { type: "string", default: "600" },
    one: { type: "string" },
  },
});
const validator = values.validator as ValidatorName;
const frameworks = values.framework as FrameworkName[];
const language = values.javascript ? "javascript" : "typescript";
/** Rows of another choice in the same file are another run's. */
const choice = [validator, ...frameworks, ...(values.javascript ? ["javascript"] : [])].join(" ");

interface KeptRow extends ContractRow {
  readonly choice: string;
  readonly at: string;
  readonly seconds: number;
}

/** The row of a document whose process came to an end of its own. */
const NOTHING = {
  operations: 0,
  lost: 0,
  requests: 0,
  first: 0,
  unsure: 0,
  crashed: 0,
  wrong: [],
  different: [],
  judgedByAjv: 0,
  unlike: [],
  failed: [],
};

if (values.one === undefined) await all();
else {
  const row = await contractRow(join(CORPUS, values.one), values.one, { validator, frameworks, language });
  process.stdout.write(`\n${JSON.stringify(row)}`, () => process.exit());
}

async function all(): Promise<void> {
  const until = performance.now() + Number(values.minutes) * 60_000;
  const kept = await keptRows();
  const rows: KeptRow[] = [];
  for (const document of await documents()) {
    const known = values.again ? undefined : kept.get(document);
    if (known === undefined && performance.now() > until) continue;
    const row = known ?? (await asked(document));
    if (known === undefined && values.keep !== undefined) await appendFile(values.keep, `${JSON.stringify(row)}\n`);
    rows.push(row);
    report(row);
  }
  table(rows);
  const isRight = rows.every(({ wrong, different, failed }) => wrong.length + different.length + failed.length === 0);
  process.exitCode = isRight ? 0 : 1;
}

/** In order of size, the share of `--every` and `--from`. */
async function documents(): Promise<readonly string[]> {
  const index = JSON.parse(await readFile(join(CORPUS, "index.json"), "utf8")) as readonly {
    readonly file: string;
    readonly bytes: number;
  }[];
  return index
    .toSorted((a, b) => a.bytes - b.bytes)
    .map(({ file }) => file)
    .filter((file) => positionals.length === 0 || positionals.some((name) => file.includes(name)))
    .filter((_, at) => at % Number(values.every) === Number(values.from));
}

/** The last row of each document. A line that was cut off by an interruption is no row. */
async function keptRows(): Promise<ReadonlyMap<string, KeptRow>> {
  const text = values.keep === undefined ? "" : await readFile(values.keep, "utf8").catch(() => "");
  const rows = text.split("\n").flatMap((line): KeptRow[] => (line.endsWith("}") ? [JSON.parse(line)] : []));
  return new Map(rows.filter((row) => row.choice === choice).map((row) => [row.document, row]));
}

async function asked(document: string): Promise<KeptRow> {
  const from = performance.now();
  const words = [
    "--one",
    document,
    "--validator",
    validator,
    ...(values.javascript ? ["--javascript"] : []),
    ...frameworks.flatMap((name) => ["--framework", name]),
  ];
  const node = [`--max-old-space-size=${HEAP_MB}`, "--import", "tsx", resolve(import.meta.dirname, "contract.ts")];
  const child = spawn(process.execPath, [...node, ...words], {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, BACKWRIGHT_CORPUS: CORPUS },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const said = (await child.stdout.setEncoding("utf8").toArray()).join("");
  const [code] = await ended;
  const seconds = Math.round((performance.now() - from) / 1_000);
  const last = said.slice(said.lastIndexOf("\n") + 1);
  const row: ContractRow =
    code === 0 && last.startsWith("{")
      ? JSON.parse(last)
      : { ...NOTHING, document, failed: [`the process ended with ${String(code)}`] };
  return { ...row, choice, at: new Date().toISOString(), seconds };
}

function report({ document, requests, seconds, ...row }: KeptRow): void {
  const { wrong, different, crashed, unlike, failed } = row;
  const figures = `${wrong.length} wrong, ${different.length} different, ${crashed} answers 500, ${unlike.length} unlike ajv`;
  console.log(`${document}: ${requests} requests, ${figures}, ${seconds} s`);
  for (const [kind, lines] of Object.entries({ FAILED: failed, WRONG: wrong, DIFFERENT: different, AJV: unlike }))
    for (const line of lines.slice(0, SHOWN)) console.log(`  ${document} ${kind} ${line}`);
}

function table(rows: readonly KeptRow[]): void {
  const cells = rows.map((row) => {
    const { operations, first, lost, requests, wrong, different, crashed, judgedByAjv, unlike, unsure } = row;
    const counts = [wrong.length, different.length, crashed, judgedByAjv, unlike.length, unsure];
    return [row.document, ...[operations, first, lost, requests, ...counts].map(String)];
  });
  const titles = [
    "document",
    "operations",
    "first valid served",
    "lost (501)",
    `requests × ${frameworks.length}`,
    "wrong",
    "different",
    "500",
    "judged by ajv",
    "unlike ajv",
    "only compared",
  ];
  const sums = titles.slice(1).map((_, at) => String(cells.reduce((sum, cell) => sum + Number(cell[at + 1]), 0)));
  console.log(
    textTable(
      titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
      [...cells, [`all ${rows.length}`, ...sums]],
    ),
  );
}
