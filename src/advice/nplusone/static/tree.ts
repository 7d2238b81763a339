import { isRecord } from "../../../kit/index.ts";

/** A node of an ESTree, as oxc-parser and others make it. */
export interface Node {
  readonly type: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  isRecord(value) && typeof value["type"] === "string" && typeof value["start"] === "number";

/** A child node by its field; undefined where there is none. */
export function child(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

export function nodes(node: Node | undefined, field: string): readonly Node[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function children(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value): readonly Node[] => {
    if (Array.isArray(value)) return value.filter(isNode);
    return isNode(value) ? [value] : [];
  });
}

export const nameOf = (node: Node | undefined): string => {
  const name = node?.type === "Identifier" ? node["name"] : undefined;
  return typeof name === "string" ? name : "";
};

/** `b` of `a.b` and of `a["b"]`, also of `this.#b`. */
export function propertyName(node: Node | undefined): string {
  const property = child(node, "property") ?? child(node, "key");
  if (property === undefined) return "";
  const value = property["value"] ?? property["name"];
  if (node?.["computed"] === true && property.type === "Identifier") return "";
  return typeof value === "string" ? value : "";
}

/** Every node below, itself included, in the order of the text as far as fields are in it. */
export function* descendants(node: Node): Generator<Node> {
  yield node;
  for (const one of children(node)) yield* descendants(one);
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

export const isFunction = (node: Node | undefined): node is Node => node !== undefined && FUNCTIONS.has(node.type);

/** Names that a pattern binds. */
export function boundNames(pattern: Node | undefined): readonly string[] {
  if (pattern === undefined) return [];
  switch (pattern.type) {
    case "Identifier":
      return [nameOf(pattern)];
    case "ObjectPattern":
      return nodes(pattern, "properties").flatMap((one) => boundNames(child(one, "value") ?? child(one, "argument")));
    case "ArrayPattern":
      return nodes(pattern, "elements").flatMap(boundNames);
    case "AssignmentPattern":
      return boundNames(child(pattern, "left"));
    case "RestElement":
      return boundNames(child(pattern, "argument"));
    case "TSParameterProperty":
      return boundNames(child(pattern, "parameter"));
    default:
      return [];
  }
}

/** `a.b` in `a.b`, `(a.b)`, `a.b!`, `a.b as T`, `await a.b`, `a?.b`. */
export function bare(node: Node | undefined): Node | undefined {
  let at = node;
  while (
    at !== undefined &&
    /^(?:ParenthesizedExpression|TSNonNullExpression|TSAsExpression|TSSatisfiesExpression|ChainExpression|AwaitExpression)$/.test(
      at.type,
    )
  )
    at = child(at, "expression") ?? child(at, "argument");
  return at;
}
