import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/** One file of src/ as the laws see it. */
export interface Source {
  /** `src/kit/names.ts` */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** First folder below src/, or the empty string for a door. */
  readonly room: string;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionSize[];
  readonly classes: readonly ClassFacts[];
}

export interface Import {
  /** Path of a file below the root, or a package's specifier. */
  readonly target: string;
  readonly isFile: boolean;
  readonly isDynamic: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface FunctionSize {
  readonly name: string;
  readonly lines: number;
  readonly line: number;
}

export interface ClassFacts {
  readonly name: string;
  readonly extendsError: boolean;
  readonly disposable: boolean;
  readonly line: number;
}

/** Every TypeScript file of src/. */
export function readSources(root: string): readonly Source[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts"));
  return files.sort().map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

export function readSource(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  const facts: Walked = { functions: [], classes: [], text };
  walk(parsed.program, facts, undefined);
  const parts = path.split("/");
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    room: parts.length > 2 ? (parts[1] ?? "") : "",
    imports: importsOf(path, text, parsed.module),
    functions: facts.functions,
    classes: facts.classes,
  };
}

type ModuleFacts = ReturnType<typeof parseSync>["module"];

function importsOf(path: string, text: string, module: ModuleFacts): readonly Import[] {
  const statics = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    start: found.start,
    isDynamic: false,
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const reexports = module.staticExports.flatMap((found) =>
    found.entries.flatMap((entry) =>
      entry.moduleRequest === null
        ? []
        : [{ specifier: entry.moduleRequest.value, start: found.start, isDynamic: false, typeOnly: entry.isType }],
    ),
  );
  const dynamics = module.dynamicImports.map((found) => ({
    specifier: text.slice(found.moduleRequest.start, found.moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
    start: found.start,
    isDynamic: true,
    typeOnly: false,
  }));
  return [...statics, ...reexports, ...dynamics].map(({ specifier, start, isDynamic, typeOnly }) => ({
    isDynamic,
    typeOnly,
    isFile: specifier.startsWith("."),
    target: specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier,
    line: lineOf(text, start),
  }));
}

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

interface Walked {
  readonly functions: FunctionSize[];
  readonly classes: ClassFacts[];
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

function walk(node: Node | object, facts: Walked, parent: Node | undefined): void {
  if (!isNode(node)) return;
  if (FUNCTIONS.has(node.type) && isNode(node["body"])) facts.functions.push(sizeOf(node, facts.text, parent));
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression")
    facts.classes.push(classOf(node, facts.text));
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, facts, node);
  }
}

function sizeOf(node: Node, text: string, parent: Node | undefined): FunctionSize {
  const name = nameOf(node["id"]) ?? nameOf(parent?.["id"]) ?? nameOf(parent?.["key"]) ?? "(anonymous)";
  return { name, line: lineOf(text, node.start), lines: text.slice(node.start, node.end).split("\n").length };
}

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && typeof value["name"] === "string" ? value["name"] : undefined;

function classOf(node: Node, text: string): ClassFacts {
  const parent = nameOf(node["superClass"]) ?? "";
  return {
    name: nameOf(node["id"]) ?? "(anonymous)",
    extendsError: parent.endsWith("Error"),
    disposable: /Symbol\.(asyncDispose|dispose)/.test(text.slice(node.start, node.end)),
    line: lineOf(text, node.start),
  };
}
