import { isRecord } from "../../kit/index.ts";

/** Readers of a parse tree whose nodes are `{ "<Kind>": { … } }`, as libpg-query's JSON has it: what is false, 0 or empty is absent. */
export type Tree = Readonly<Record<string, unknown>>;

/** A node taken out of its wrapper. */
export interface Node {
  readonly kind: string;
  readonly fields: Tree;
}

const NOTHING: Node = { kind: "", fields: {} };

export function nodeOf(value: unknown): Node {
  const [entry] = isRecord(value) ? Object.entries(value) : [];
  return entry !== undefined && isRecord(entry[1]) ? { kind: entry[0], fields: entry[1] } : NOTHING;
}

/** The fields of a node of one kind; undefined for another kind. */
export function fieldsOf(value: unknown, kind: string): Tree | undefined {
  const node = nodeOf(value);
  return node.kind === kind ? node.fields : undefined;
}

/** The nodes of one kind in a list. */
export function nodesOf(values: readonly unknown[], kind: string): readonly Tree[] {
  return values.flatMap((value) => {
    const fields = fieldsOf(value, kind);
    return fields === undefined ? [] : [fields];
  });
}

export function listOf(tree: Tree | undefined, name: string): readonly unknown[] {
  const value = tree?.[name];
  return Array.isArray(value) ? value : [];
}

export function textOf(tree: Tree | undefined, name: string): string | undefined {
  const value = tree?.[name];
  return typeof value === "string" ? value : undefined;
}

export const numberOf = (tree: Tree | undefined, name: string): number => {
  const value = tree?.[name];
  return typeof value === "number" ? value : 0;
};

export const isSet = (tree: Tree | undefined, name: string): boolean => tree?.[name] === true;

export function treeOf(tree: Tree | undefined, name: string): Tree | undefined {
  const value = tree?.[name];
  return isRecord(value) ? value : undefined;
}

/** The words of String nodes: a qualified name, a list of columns. */
export function wordsOf(nodes: readonly unknown[]): readonly string[] {
  return nodes.flatMap((node) => textOf(fieldsOf(node, "String"), "sval") ?? []);
}

/** Every node of one kind, at any depth, in the order of the tree. */
export function everyNode(value: unknown, kind: string): readonly Tree[] {
  if (Array.isArray(value)) return value.flatMap((item) => everyNode(item, kind));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = everyNode(inner, kind);
    return name === kind && isRecord(inner) ? [inner].concat(below) : below;
  });
}
