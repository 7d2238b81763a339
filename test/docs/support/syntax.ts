import { parseSync } from "oxc-parser";

/** A node of the syntax tree, read without trusting its shape. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;

export const nodesOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

export const nameOf = (value: unknown): string | undefined => {
  if (!isNode(value)) return undefined;
  if (typeof value["name"] === "string") return value["name"];
  return typeof value["value"] === "string" ? value["value"] : undefined;
};

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Calls `visit` for a node and all that it holds, each with its parent and the key that it has there. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined, key: string) => void): void {
  const step = (one: Node, parent: Node | undefined, key: string): void => {
    visit(one, parent, key);
    for (const [name, value] of Object.entries(one))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) step(child, one, name);
  };
  step(node, undefined, "");
}

export interface FreeNames {
  /** Every name that the text uses and does not declare. */
  readonly names: ReadonlySet<string>;
  /** Those of them that are called: they have to exist. */
  readonly called: ReadonlySet<string>;
  /** Those of them that stand in the place of a type. */
  readonly types: ReadonlySet<string>;
}

/**
 * The names of a module's text that something else has to declare. A name that any scope of the text declares counts as
 * declared everywhere: examples are too short for more. Undefined: it is not TypeScript, which the compiler says better.
 */
export function freeNames(text: string): FreeNames | undefined {
  const { program, errors } = parseSync("example.ts", text, { lang: "ts", sourceType: "module" });
  if (errors.length > 0) return undefined;
  const declared = new Set<string>();
  const found = { names: new Set<string>(), called: new Set<string>(), types: new Set<string>() };
  if (isNode(program))
    walk(program, (node, parent, key) => {
      for (const name of declaredBy(node)) declared.add(name);
      const name = node.type === "Identifier" && parent !== undefined ? nameOf(node) : undefined;
      if (name === undefined || parent === undefined || isLabel(parent, key)) return;
      found.names.add(name);
      if (key === "callee" || key === "tag") found.called.add(name);
      if (key === "typeName" || parent.type === "TSQualifiedName") found.types.add(name);
    });
  const free = (names: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...names].filter((name) => !declared.has(name)));
  return { names: free(found.names), called: free(found.called), types: free(found.types) };
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ClassDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeParameter",
]);

function declaredBy(node: Node): readonly string[] {
  if (node.type === "VariableDeclarator") return boundBy(node["id"]);
  if (node.type === "CatchClause") return boundBy(node["param"]);
  if (node.type.startsWith("Import")) return boundBy(node["local"]);
  const own = DECLARATIONS.has(node.type) ? boundBy(isNode(node["id"]) ? node["id"] : node["name"]) : [];
  return [...own, ...nodesOf(node["params"]).flatMap(boundBy)];
}

/** The names that a pattern binds. */
export function boundBy(pattern: unknown): readonly string[] {
  if (!isNode(pattern)) return [];
  const name = nameOf(pattern);
  if (pattern.type === "Identifier" && name !== undefined) return [name];
  const inner = [pattern["left"], pattern["argument"], pattern["parameter"]];
  if (pattern.type === "Property") inner.push(pattern["value"]);
  return [...inner, ...nodesOf(pattern["elements"]), ...nodesOf(pattern["properties"])].flatMap(boundBy);
}

/** Keys of objects, members behind a dot, parameters of function types: names that refer to nothing outside. */
function isLabel(parent: Node, key: string): boolean {
  if (key === "property" || key === "key") return parent["computed"] !== true;
  return (
    key === "label" ||
    key === "imported" ||
    key === "exported" ||
    parent.type === "TSFunctionType" ||
    (key === "right" && parent.type === "TSQualifiedName")
  );
}
