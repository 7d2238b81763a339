// The JSON Schema Test Suite against generated validators: every group becomes an OpenAPI 3.1 document, that document
// becomes TypeScript by the real pipeline, and that judges the group's values. Formats are annotations in this run.
// Run: npx tsx bench/json-schema.ts [--types [--tsc=<path of another tsc>]] [--show] [draft7|draft2020-12] [file…]   (suite: ../shared/corpus/json-schema)
import { join, resolve } from "node:path";
import { textTable } from "../src/kit/index.ts";
import { openWorkshop, verdictOn, type Made, type Workshop } from "./support/json-schema/compile.ts";
import {
  documentOf,
  groupsOf,
  remotesOf,
  type DraftName,
  type Group,
  type Remote,
} from "./support/json-schema/suite.ts";

const SUITE = process.env["BACKWRIGHT_JSON_SCHEMA"] ?? resolve(import.meta.dirname, "../../shared/corpus/json-schema");
const BARS: Readonly<Record<DraftName, number>> = { "draft2020-12": 99, draft7: 99.5 };

interface Score {
  passed: number;
  total: number;
  readonly misses: string[];
}

async function judge(workshop: Workshop, draft: DraftName, group: Group, work: Work): Promise<void> {
  const { score, name, remotes } = work;
  score.total += group.tests.length;
  const made = await workshop
    .make(name, documentOf(group, draft, remotes), { formats: false })
    .catch((error: unknown) => {
      score.misses.push(...group.tests.map((test) => `${titleOf(group)}: ${test.description} [${String(error)}]`));
    });
  if (made === undefined) return;
  if (process.argv.includes("--show")) show(group, made);
  for (const test of group.tests) {
    const said = verdictOf(made, test.data);
    if (said === test.valid) score.passed += 1;
    else
      score.misses.push(
        `${titleOf(group)}: ${test.description} [is ${test.valid ? "valid" : "invalid"}, said ${said}]`,
      );
  }
}

interface Work {
  readonly score: Score;
  readonly name: string;
  readonly remotes: readonly Remote[];
}

const titleOf = ({ file, description }: Group): string => `${file}: ${description}`;

function verdictOf({ readers }: Made, data: unknown): boolean | string {
  const reader = readers["readCheck"];
  if (reader === undefined) return "no reader";
  try {
    return verdictOn(reader, structuredClone(data)) === undefined;
  } catch (error) {
    return String(error).slice(0, 120);
  }
}

function show(group: Group, { text, findings }: Made): void {
  console.log(`\n=== ${titleOf(group)}\n${JSON.stringify(group.schema)}\n${text}`);
  for (const { code, evidence } of findings) console.log(`finding ${code} ${JSON.stringify(evidence)}`);
}

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isDraft = (word: string): word is DraftName => word in BARS;
const only = words.filter((word) => !isDraft(word));
const drafts = words.some(isDraft) ? words.filter(isDraft) : (["draft2020-12", "draft7"] as const);
const rows: string[][] = [];
await using workshop = await openWorkshop();
for (const draft of drafts) {
  const remotes = remotesOf(SUITE, join(import.meta.dirname, "../node_modules"));
  const score: Score = { passed: 0, total: 0, misses: [] };
  for (const [index, group] of groupsOf(SUITE, draft, only).entries())
    await judge(workshop, draft, group, { score, name: `${draft}-${index}`, remotes });
  for (const miss of score.misses) console.log(`MISS ${draft} ${miss}`);
  const percent = (100 * score.passed) / score.total;
  rows.push([draft, `${score.passed} / ${score.total}`, `${percent.toFixed(2)} %`, `${BARS[draft]} %`]);
}
const compilers = process.argv.flatMap((word) => (word.startsWith("--tsc=") ? [word.slice("--tsc=".length)] : []));
for (const compiler of process.argv.includes("--types") ? [undefined, ...compilers] : [])
  for (const line of await workshop.complaints(compiler)) console.log(`TYPE ${compiler ?? ""} ${line}`);
console.log(
  textTable(
    ["draft", "passed", "share", "bar"].map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
    rows,
  ),
);
