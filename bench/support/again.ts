import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readSpecification } from "../../src/openapi/index.ts";
import {
  generateAgain,
  generateFrom,
  memoryOf,
  planFor,
  templatePaths,
  type Again,
  type Before,
  type ScaffoldOptions,
} from "../../src/scaffold/index.ts";

/** How the runs over edited versions of a document ended. */
export interface Told {
  readonly alike: number;
  readonly whole: number;
  readonly unlike: readonly string[];
}

const FRAMEWORK = "express";
const TEMPLATES = resolve(import.meta.dirname, "../../templates");

async function optionsFor(): Promise<ScaffoldOptions> {
  const plain = { framework: FRAMEWORK, errors: "envelope", formats: true, templates: new Map() } as const;
  const paths = templatePaths(plain);
  const texts = paths.map(
    async (path) => [path, await readFile(join(TEMPLATES, path), "utf8").catch(() => "")] as const,
  );
  return { ...plain, templates: new Map(await Promise.all(texts)) };
}

/** The files that a run over the whole text makes, and what the next run is told of it. */
async function wholeRun(file: string, text: string, options: ScaffoldOptions) {
  const model = await readSpecification(file, () => Promise.resolve(text));
  const plan = planFor(model, options);
  const generated = generateFrom(plan);
  const findings = [...model.findings, ...generated.findings];
  const memory = memoryOf(plan, { ...generated, findings });
  return { files: new Map(generated.files.map(({ path, text: own }) => [path, own])), before: { text, memory } };
}

type Whole = Awaited<ReturnType<typeof wholeRun>>;

/** The paths of files that a run from memory leaves other than a whole run makes them. */
function unlikeIn(old: Whole, again: Again, next: Whole): readonly string[] {
  const paths = new Set([...old.files.keys(), ...next.files.keys()]);
  return [...paths].filter((path) => {
    const [before, change] = [old.files.get(path), again.changes.get(path)];
    const text = change?.kind === "text" ? change.text : change && before?.replace(change.old, () => change.next);
    return (change === undefined ? before : text) !== next.files.get(path);
  });
}

const PATH_ITEM = /^ {2}["']?\/[^\n]*:\n(?: {3,}[^\n]*\n|\n)+/gm;
const COMPONENT = /^ {4}[a-z][\w-]*:\n(?: {5,}[^\n]*\n)+/gm;

/** What people do to a line of a description. */
const EDITS: readonly ((block: string, at: number) => string)[] = [
  (block, at) => block.replace(/^( +summary: )[^\n]*/m, `$1Words ${at}`),
  (block, at) => block.replace(/^( +)type: integer$/m, `$1type: integer\n$1minimum: ${at}`),
  (block, at) => block.replace(/^( +)type: string$/m, `$1type: string\n$1maxLength: ${100 + at}`),
  (block) => block.replace(/^( +)required: true$/m, "$1required: false"),
  (block, at) => block.replace(/^( +description: )[A-Z][^\n:#'"]*$/m, `$1Other words ${at}`),
  (block) => block.replace(/^( +)type: boolean$/m, "$1type: string"),
];

/** Edited versions of a YAML document, one place each: three of four in a path item, the others in a component. */
function* versions(text: string, count: number): Generator<string> {
  const [items, components] = [[...text.matchAll(PATH_ITEM)], [...text.matchAll(COMPONENT)]];
  for (let at = 0, made = 0; made < count && at < 20 * count; at += 1) {
    const blocks = at % 4 === 3 ? components : items;
    const block = blocks[(at * 7919 + 13) % blocks.length];
    const edit = EDITS[at % EDITS.length];
    if (block === undefined || edit === undefined) continue;
    const other = edit(block[0], at);
    if (other === block[0]) continue;
    made += 1;
    yield `${text.slice(0, block.index)}${other}${text.slice(block.index + block[0].length)}`;
  }
}

/** Runs from memory over edited versions of a YAML document, each against a run over the whole of it. */
export async function againLikeWhole(file: string, count: number): Promise<Told> {
  const options = await optionsFor();
  const old = await wholeRun(file, await readFile(file, "utf8"), options);
  const before: Before = JSON.parse(JSON.stringify(old.before));
  let [alike, whole] = [0, 0];
  const unlike: string[] = [];
  for (const text of versions(before.text, count)) {
    const again = await generateAgain({ file, text, before, options });
    if (again === undefined) {
      whole += 1;
      continue;
    }
    const next = await wholeRun(file, text, options);
    const paths = unlikeIn(old, again, next);
    const isSame = JSON.stringify(again.findings) === JSON.stringify(next.before.memory.findings);
    if (paths.length === 0 && isSame) alike += 1;
    else unlike.push(`${paths.join(", ")}${isSame ? "" : " findings"}`);
  }
  return { alike, whole, unlike };
}
