// Document → code → document, on three frameworks, from the generated code alone. Run: npx tsx bench/roundtrip.ts [folder] [--only word] [--show n] [--javascript]
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { textTable } from "../src/kit/index.ts";
import { readSpecification } from "../src/openapi/index.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";
import { KINDS, roundTrip, type Difference } from "../test/support/round-trip.ts";

const words = process.argv.slice(2);
const after = (flag: string): string | undefined => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
const corpus = words[0] === undefined || words[0].startsWith("--") ? "../shared/corpus/openapi" : words[0];
const only = after("--only")?.split(",");
const show = Number(after("--show") ?? 0);
const frameworks = FRAMEWORKS.filter((one) => after("--framework") === undefined || after("--framework") === one);

const language = words.includes("--javascript") ? "javascript" : "typescript";

interface Entry {
  readonly file: string;
  readonly bytes: number;
}

const index = JSON.parse(readFileSync(join(corpus, "index.json"), "utf8")) as readonly Entry[];
const documents = index
  .toSorted((a, b) => a.bytes - b.bytes)
  .map(({ file }) => file)
  .filter((name) => only === undefined || only.some((word) => name.includes(word)));

const counts = new Map<string, number>();
const rows: string[][] = [];
const total = new Map<string, { compared: number; equal: number }>();
let whole = 0;
for (const name of documents) {
  const path = resolve(corpus, name);
  const model = await readSpecification(path, (file) =>
    Promise.resolve(readFileSync(resolve(dirname(path), file), "utf8")),
  );
  const cells: string[] = [];
  const found: Difference[] = [];
  let isEqual = true;
  for (const framework of frameworks) {
    const { compared, differences } = await roundTrip(model, framework, language);
    found.push(...differences);
    isEqual &&= differences.length === 0;
    cells.push(differences.length === 0 ? "equal" : `${differences.length} differ`);
    for (const kind of KINDS) {
      const sum = total.get(kind) ?? { compared: 0, equal: 0 };
      const wrong = differences.filter((one) => one.kind === kind).length;
      total.set(kind, { compared: sum.compared + compared[kind], equal: sum.equal + compared[kind] - wrong });
    }
  }
  whole += isEqual ? 1 : 0;
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  rows.push([name, String(model.operations.length), ...cells]);
  for (const { kind, subject, before, after: other } of found.slice(0, show)) {
    const at = Array.from({ length: before.length }, (_, index) => index).findIndex(
      (index) => before[index] !== other[index],
    );
    const start = Math.max(0, at - 60);
    console.log(
      `${name} ${kind} ${subject}\n  - ${before.slice(start, at + 160)}\n  + ${other.slice(start, at + 160)}`,
    );
  }
}
console.log(
  textTable(
    ["document", "operations", ...frameworks].map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
    rows,
  ),
);
for (const [kind, { compared, equal }] of total) console.log(`${kind}: ${equal} of ${compared} equal`);
console.log(`${whole} of ${documents.length} documents equal on ${frameworks.length} frameworks`);
process.exitCode = whole === documents.length ? 0 : 1;
