// The contract suite: for every operation of the published documents, requests made from its schemas (valid ones, and ones with
// one broken constraint each) on Express, Fastify and Koa. The verdict has to be right, and the three answers equal, byte for byte.
// Run: npx tsx bench/contract.ts [--validator zod|ajv|typebox] [--framework express] [document…]
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { textTable } from "../src/kit/index.ts";
import { readSpecification } from "../src/openapi/index.ts";
import type { FrameworkName, ValidatorName } from "../src/scaffold/options.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { contractCases, judged, openTrio } from "../test/support/scaffold-contract.ts";
import { ajvJudge } from "./support/ajv-judge.ts";

const CORPUS = process.env["BACKWRIGHT_CORPUS"] ?? "../shared/corpus/openapi";
const SHOWN = Number(process.env["SHOWN"] ?? 5);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    validator: { type: "string", default: "generated" },
    framework: { type: "string", multiple: true, default: [...FRAMEWORKS] },
  },
});
const validator = values.validator as ValidatorName;
const frameworks = values.framework as FrameworkName[];

interface Row {
  readonly document: string;
  readonly requests: number;
  readonly wrong: readonly string[];
  readonly different: readonly string[];
  readonly judgedByAjv: number;
  readonly unlike: readonly string[];
}

async function checked(document: string): Promise<Row> {
  const model = await readSpecification(join(CORPUS, document), (path) => readFile(path, "utf8"));
  await using trio = await openTrio(model, { validator, frameworks });
  const cases = trio.complaints.length > 0 ? [] : contractCases(model);
  const ajv = await ajvJudge(join(CORPUS, document));
  const wrong: string[] = [...trio.complaints];
  const different: string[] = [];
  const unlike: string[] = [];
  let judgedByAjv = 0;
  for (const one of cases) {
    const verdict = await judged(trio, one);
    wrong.push(...verdict.wrong);
    different.push(...verdict.different);
    const said = one.what === "valid" || one.what.startsWith("body ") ? ajv(one) : undefined;
    if (said === undefined || one.expected === undefined) continue;
    judgedByAjv += 1;
    if (said !== (one.expected === "served"))
      unlike.push(
        `${one.operation.id} ${one.what} ${one.request.body?.slice(0, 200)}: ajv says ${said ? "valid" : "invalid"}`,
      );
  }
  return { document, requests: cases.length, wrong, different, judgedByAjv, unlike };
}

const only = positionals;
const index = JSON.parse(await readFile(join(CORPUS, "index.json"), "utf8")) as readonly { readonly file: string }[];
const files = index
  .map(({ file }) => file)
  .filter((file) => only.length === 0 || only.some((name) => file.includes(name)));
const rows: Row[] = [];
for (const file of files) {
  const row = await checked(file);
  rows.push(row);
  console.error(`${file}: ${row.requests} requests, ${row.wrong.length} wrong, ${row.different.length} different`);
  for (const line of row.wrong.slice(0, SHOWN)) console.log(`${file} WRONG ${line}`);
  for (const line of row.different.slice(0, SHOWN)) console.log(`${file} DIFFERENT ${line}`);
  for (const line of row.unlike.slice(0, SHOWN)) console.log(`${file} AJV ${line}`);
}
const cells = rows.map((row) =>
  [row.document].concat(
    [row.requests, row.wrong.length, row.different.length, row.judgedByAjv, row.unlike.length].map(String),
  ),
);
const sum = [1, 2, 3, 4, 5].map((at) => String(cells.reduce((total, cell) => total + Number(cell[at]), 0)));
const titles = [
  "document",
  `requests × ${frameworks.length}`,
  "wrong verdicts",
  "different answers",
  "judged by ajv",
  "unlike ajv",
];
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
    [...cells, ["all", ...sum]],
  ),
);
