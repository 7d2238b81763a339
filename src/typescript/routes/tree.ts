import { isRecord } from "../../kit/index.ts";

/** A node of an ESTree, as oxc-parser makes it. Offsets are in UTF-16 units. */
export interface Node {
  readonly type: string;
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

export const text = (node: Node | undefined, field: string): string => {
  const value = node?.[field];
  return typeof value === "string" ? value : "";
};

/** A literal's value as text: `"a"`, `1`; the empty string for anything else. */
export function literalText(node: Node | undefined): string {
  const value = node?.["value"];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The name of an identifier, or the empty string. */
export const nameOf = (node: Node | undefined): string =>
  node?.type === "Identifier" || node?.type === "PrivateIdentifier" || node?.type === "JSXIdentifier"
    ? text(node, "name")
    : "";

/** What a key that is not computed is called: `a`, `"a"`, `1`, `#a`. */
export function keyName(key: Node | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (key.type === "Identifier") return text(key, "name");
  if (key.type === "PrivateIdentifier") return `#${text(key, "name")}`;
  return key.type === "Literal" ? String(key["value"]) : undefined;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

export const isFunctionNode = (node: Node | undefined): boolean => node !== undefined && FUNCTIONS.has(node.type);

const WRAPPERS: ReadonlySet<string> = new Set([
  "ParenthesizedExpression",
  "TSNonNullExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "ChainExpression",
]);

export const isWrapper = (node: Node): boolean => WRAPPERS.has(node.type);

/** Every node below, itself included; no recursion, since a stranger's code may be deep. */
export function* descendants(top: Node): Generator<Node> {
  const open: Node[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...children(node));
  }
}

export const children = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
