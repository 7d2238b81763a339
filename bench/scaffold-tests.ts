// `scaffold --tests` of the published documents: does what it writes compile strictly, and do its tests pass on stubs that nobody filled
// (each is TODO there)? The largest document first.
// Run: npx tsx bench/scaffold-tests.ts [--framework=express|fastify|koa…] [--most=N documents] [document…]
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { textTable } from "../src/kit/index.ts";
import { readSpecification } from "../src/openapi/index.ts";
import { generatedTests } from "../test/live/scaffold-generated-tests.ts";
import { projectOf } from "../test/live/scaffold-project.ts";
import { FRAMEWORKS } from "../test/scaffold/generated.ts";

const CORPUS = resolve(process.env["BACKWRIGHT_CORPUS"] ?? "../shared/corpus/openapi");
const words = process.argv.slice(2);
const only = words.filter((word) => !word.startsWith("--"));
const wished = FRAMEWORKS.filter((name) => words.includes(`--framework=${name}`));
const most = Number(words.find((word) => word.startsWith("--most="))?.slice("--most=".length) ?? Infinity);

const index: readonly { readonly file: string; readonly bytes: number }[] = JSON.parse(
  await readFile(join(CORPUS, "index.json"), "utf8"),
);
const documents = index
  .toSorted((a, b) => b.bytes - a.bytes)
  .map(({ file }) => file)
  .filter((file) => only.length === 0 || only.some((name) => file.includes(name)))
  .slice(0, most);

const rows: string[][] = [];
let wrong = 0;
for (const document of documents)
  for (const framework of wished.length === 0 ? FRAMEWORKS : wished) {
    const path = resolve(CORPUS, document);
    const model = await readSpecification(path, (file) => readFile(resolve(dirname(path), file), "utf8"));
    await using project = await projectOf(model, {}, { framework, tests: true });
    const { complaints } = project;
    for (const line of complaints.slice(0, 5)) console.log(`${document} ${framework} TYPE ${line}`);
    const counts = complaints.length > 0 ? undefined : await generatedTests(project);
    const { passed = 0, failed = 0, todo = 0, said = "" } = counts ?? {};
    for (const line of said
      .split("\n")
      .filter((one) => /^\s*not ok .*(?<!# TODO.*)$/.test(one))
      .slice(0, 5))
      console.log(`${document} ${framework} ${line}`);
    if (complaints.length > 0 || failed !== 0 || passed + todo === 0) wrong += 1;
    rows.push([document, framework, ...[model.operations.length, complaints.length, passed, failed, todo].map(String)]);
    console.log(rows.at(-1)?.join(" "));
  }
const titles = ["document", "framework", "operations", "complaints", "passed", "failed", "TODO"];
console.log(
  textTable(
    titles.map((title, at) => ({ title, align: at < 2 ? ("left" as const) : ("right" as const) })),
    rows,
  ),
);
console.log(`${rows.length - wrong} of ${rows.length} projects compile and pass their tests`);
process.exitCode = wrong === 0 ? 0 : 1;
