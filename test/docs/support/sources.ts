import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { boundBy, isNode, lineOf, nameOf, nodesOf, type Node } from "./syntax.ts";

export interface DocComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Something that a file declares at its top level. */
export interface Declaration {
  readonly name: string;
  readonly line: number;
  /** A function, or a constant that holds one. */
  readonly isFunction: boolean;
  /** A constant that a call returned: it may be a function. */
  readonly isCallResult: boolean;
  readonly hasTypeParameters: boolean;
  /** Names of the parameters; one that is a pattern has none. */
  readonly parameters: readonly (string | undefined)[];
  readonly doc: string | undefined;
}

/** Where a name that a file exports or imports comes from. */
export interface Origin {
  /** Path of a file below the root, or a package. */
  readonly target: string;
  readonly name: string;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly docs: readonly DocComment[];
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly exports: ReadonlyMap<string, Origin>;
  /** Files whose exports are all exported. */
  readonly reexported: readonly string[];
  readonly imports: ReadonlyMap<string, Origin>;
}

export type Sources = ReadonlyMap<string, Source>;

/** Every TypeScript file of src/ by its path. */
export function readSources(root: string): Sources {
  const paths = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts"));
  return new Map(paths.sort().map((path) => [path, readSource(path, readFileSync(join(root, path), "utf8"))]));
}

export function readSource(path: string, text: string): Source {
  const { program, comments, module } = parseSync(path, text, { lang: "ts" });
  const docs = comments
    .filter(({ type, value }) => type === "Block" && value.startsWith("*"))
    .map(({ value, start, end }) => ({ text: value, start, end }));
  const declarations = nodesOf(program.body).flatMap((node) => declarationsOf(node, { text, docs }));
  const targetOf = (specifier: string): string =>
    specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
  const exports = new Map<string, Origin>();
  const reexported: string[] = [];
  for (const entry of module.staticExports.flatMap((one) => one.entries)) {
    const target = entry.moduleRequest === null ? path : targetOf(entry.moduleRequest.value);
    if (entry.exportName.name === null) reexported.push(target);
    else exports.set(entry.exportName.name, { target, name: entry.importName.name ?? entry.localName.name ?? "" });
  }
  const imports = new Map<string, Origin>();
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, localName } of entries)
      if (importName.name !== null)
        imports.set(localName.value, { target: targetOf(moduleRequest.value), name: importName.name });
  return {
    path,
    text,
    docs,
    declarations: new Map(declarations.map((one) => [one.name, one])),
    exports,
    reexported,
    imports,
  };
}

interface Around {
  readonly text: string;
  readonly docs: readonly DocComment[];
}

function declarationsOf(statement: Node, around: Around): readonly Declaration[] {
  const declaration = isNode(statement["declaration"]) ? statement["declaration"] : statement;
  const doc = docBefore(statement, around);
  const line = lineOf(around.text, statement.start);
  if (declaration.type === "VariableDeclaration")
    return nodesOf(declaration["declarations"]).flatMap((one) =>
      boundBy(one["id"]).map((name) => Object.assign({ name, line, doc }, functionFacts(one["init"]))),
    );
  const name = nameOf(declaration["id"]);
  return name === undefined ? [] : [{ name, line, doc, ...functionFacts(declaration) }];
}

function functionFacts(
  node: unknown,
): Pick<Declaration, "isFunction" | "isCallResult" | "hasTypeParameters" | "parameters"> {
  if (!isNode(node)) return { isFunction: false, isCallResult: false, hasTypeParameters: false, parameters: [] };
  return {
    isFunction: /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration|TSDeclareFunction)$/.test(
      node.type,
    ),
    isCallResult: node.type === "CallExpression",
    hasTypeParameters: isNode(node["typeParameters"]),
    parameters: nodesOf(node["params"]).map((one) => nameOf(one) ?? nameOf(one["left"])),
  };
}

/** The doc comment that ends right above a statement. */
function docBefore(statement: Node, { text, docs }: Around): string | undefined {
  return docs.findLast(({ end }) => end <= statement.start && /^\s*$/.test(text.slice(end, statement.start)))?.text;
}

/** The file that declares an exported name, and its name there; undefined when nothing exports it. */
export function resolveExport(sources: Sources, path: string, name: string): Origin | undefined {
  const source = sources.get(path);
  if (source === undefined) return undefined;
  const origin = source.exports.get(name);
  if (origin === undefined)
    return source.reexported.map((target) => resolveExport(sources, target, name)).find((found) => found !== undefined);
  if (origin.target !== path) return resolveExport(sources, origin.target, origin.name) ?? origin;
  const imported = source.imports.get(origin.name);
  return imported === undefined ? origin : (resolveExport(sources, imported.target, imported.name) ?? imported);
}

/** Every name that a file exports, those of the files that it re-exports among them. */
export function exportedNames(sources: Sources, path: string): readonly string[] {
  const source = sources.get(path);
  if (source === undefined) return [];
  return [...source.exports.keys(), ...source.reexported.flatMap((target) => exportedNames(sources, target))];
}

/** What an exported name is declared as. */
export function exportedDeclaration(
  sources: Sources,
  path: string,
  name: string,
): (Declaration & { readonly path: string }) | undefined {
  const origin = resolveExport(sources, path, name);
  const declaration = origin === undefined ? undefined : sources.get(origin.target)?.declarations.get(origin.name);
  return origin === undefined || declaration === undefined ? undefined : { ...declaration, path: origin.target };
}
