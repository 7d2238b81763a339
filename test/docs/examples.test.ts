import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { beforeAll, describe, expect, test } from "vitest";
import { openCompilation, type CompiledFile, type Problem } from "./support/compile.ts";
import { documentPaths, fencesOf } from "./support/documents.ts";
import { examplesIn, examplesOf, type Example } from "./support/examples.ts";
import { FRAMEWORKS, frameworkOf, generatedApi, sourceRoot } from "./support/generated-api.ts";
import { moduleOf, worldPartsOf } from "./support/module-text.ts";
import { exportedDeclaration, exportedNames, readSource, readSources, type Sources } from "./support/sources.ts";

const root = join(import.meta.dirname, "..", "..");
const sources = readSources(root);
const examples = examplesOf(sources);
const code = (await Promise.all((await documentPaths(root)).map((path) => fencesOf(root, path, ["ts"])))).flat();

/** Examples that must not compile, and why. */
const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ["an argument of another type", `quoteIdentifier(7, "postgresql");`, /TS2345.*'number' is not assignable/],
  ["too few arguments", `quoteIdentifier("order");`, /TS2554.*Expected 2 arguments/],
  ["a value outside of a closed set", `quoteIdentifier("order", "oracle");`, /TS2345.*"oracle"/],
  ["a function that does not exist", `quoteIdentifiers("order", "postgresql");`, /TS2304|TS2552/],
  ["a member that does not exist", `splitStatements("select 1", "postgresql").statement;`, /TS2551|TS2339/],
  ["a parameter under its own name", `quoteLiteral(dialect, text);`, /TS2345/],
];

let problems: readonly Problem[] = [];

/** Files of the examples that are wrong on purpose: they stand where src/sql/quote.ts does. */
const wrongExamples: readonly Example[] = WRONG.flatMap(([, text], index) => {
  const original = sources.get("src/sql/quote.ts")?.text ?? "";
  const source = readSource("src/sql/quote.ts", original.replace(/@example\n \* quoteLiteral.*/, `@example ${text}`));
  const example = examplesIn(source).find(({ code }) => code === text);
  return example === undefined ? [] : [{ ...example, line: 1_000 * (index + 1) }];
});

beforeAll(async () => {
  await using compilation = await openCompilation(root);
  const world = await readFile(join(root, "src/command/world.ts"), "utf8");
  const around = { sources, worldParts: worldPartsOf(parseSync("world.ts", world).program) };
  const fileOf = (example: Example, index: number): CompiledFile => {
    const path = `example-${index}.ts`;
    const { head, code } = moduleOf(example, { ...around, toRoot: compilation.toRoot });
    return { path, text: [...head, code, ""].join("\n"), headLines: head.length, origin: example };
  };
  const blocks = code.map((fence, index) => ({
    path: /from "\.\.?\//.test(fence.text)
      ? `${sourceRoot(frameworkOf(fence.text))}/routes/document-${index}.ts`
      : `document-${index}.ts`,
    text: `export {};\n${fence.text}`,
    headLines: 1,
    origin: fence,
  }));
  problems = await compilation.check([
    ...[...examples, ...wrongExamples].map(fileOf),
    ...blocks,
    ...(await Promise.all(FRAMEWORKS.map((framework) => generatedApi(root, "docs/scaffold.md", framework)))).flat(),
  ]);
}, 300_000);

const problemsAt = (path: string, first: number, last: number): string =>
  problems
    .filter((problem) => problem.path === path && problem.line >= first && problem.line <= last)
    .map(({ line, message }) => `${path}:${line} ${message}`)
    .join("\n");

const lastLine = ({ line, text }: { readonly line: number; readonly text: string }): number =>
  line + text.split("\n").length - 1;

describe("every example compiles", () => {
  test("there are some", () => {
    expect(examples.length).toBeGreaterThan(80);
  });

  test.each(examples.map((example) => [`${example.path}:${example.line}`, example] as const))(
    "%s",
    (_place, example) => {
      expect(problemsAt(example.path, example.line, lastLine({ line: example.line, text: example.code }))).toBe("");
    },
  );
});

describe("every piece of code in the documents compiles", () => {
  test("there are some", () => {
    expect(code.length).toBeGreaterThan(3);
  });

  test.each(code.map((fence) => [`${fence.path}:${fence.line}`, fence] as const))("%s", (_place, fence) => {
    expect(problemsAt(fence.path, fence.line, lastLine(fence))).toBe("");
  });

  test("and so does the API that docs/scaffold.md is about", () => {
    expect(problemsAt("docs/scaffold.md", 0, 0)).toBe("");
  });
});

describe("an example that is wrong is found", () => {
  test.each(WRONG.map(([what, text, message], index) => ({ what, text, message, line: 1_000 * (index + 1) })))(
    "$what: $text",
    ({ text, message, line }) => {
      expect(wrongExamples.map((example) => example.code)).toContain(text);
      expect(problemsAt("src/sql/quote.ts", line, line)).toMatch(message);
    },
  );
});

/** Doors for programs; src/cli.ts is the one for people. */
const isDoor = (path: string): boolean =>
  path !== "src/cli.ts" && (posix.dirname(path) === "src" || posix.dirname(path) === "src/doors");
const faces = [...sources.keys()].filter((path) => isDoor(path) || posix.basename(path) === "index.ts");

/** The functions of a room's or a door's face that have no doc comment. */
const silent = (all: Sources, face: string): readonly string[] =>
  exportedNames(all, face).flatMap((name) => {
    const declaration = exportedDeclaration(all, face, name);
    if (declaration === undefined || declaration.doc !== undefined) return [];
    if (!declaration.isFunction && !(isDoor(face) && declaration.isCallResult)) return [];
    return [`${declaration.path}:${declaration.line} ${name}`];
  });

describe("what a room or a door shows is documented", () => {
  test.each(faces)("%s", (face) => {
    expect(silent(sources, face).join("\n")).toBe("");
  });

  test("a function without a comment is found, behind every way of exporting it", () => {
    const written = {
      "src/room/index.ts": `export { shown as seen, type Told } from "./one.ts";\nexport * from "./two.ts";`,
      "src/room/one.ts": `export interface Told {}\nexport function shown() {}\nexport function hidden() {}`,
      "src/room/two.ts": `/** Says. */\nexport const said = () => 1;\n\nexport const silent = () => 2;\nexport const count = 3;`,
    };
    const all = new Map(Object.entries(written).map(([path, text]) => [path, readSource(path, text)]));
    expect(silent(all, "src/room/index.ts")).toEqual(["src/room/one.ts:2 seen", "src/room/two.ts:4 silent"]);
  });
});

/** The verbs that a room exists for. */
const VERBS: readonly (readonly [string, string])[] = [
  ["advice", "analyze"],
  ["catalog", "readCatalog"],
  ["catalog", "readWorkload"],
  ["command", "defineCommand"],
  ["decide", "decide"],
  ["ledger", "migrate"],
  ["load", "loadReport"],
  ["main", "runCommand"],
  ["openapi", "readSpecification"],
  ["scaffold", "generate"],
  ["sql", "splitStatements"],
];

describe("what programs call shows an example", () => {
  const doors = [...sources.keys()]
    .filter(isDoor)
    .flatMap((path) => exportedNames(sources, path).map((name) => [path, name] as const));
  const functions = doors.filter(([path, name]) => {
    const declaration = exportedDeclaration(sources, path, name);
    return declaration?.isFunction === true || declaration?.isCallResult === true;
  });
  test.each([...functions, ...VERBS.map(([room, verb]) => [`src/${room}/index.ts`, verb] as const)])(
    "%s: %s",
    (path, name) => {
      expect(exportedDeclaration(sources, path, name)?.doc ?? "").toContain("@example");
    },
  );
});
