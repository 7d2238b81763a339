import { isRecord } from "../../kit/index.ts";

/** Readers of a parse tree whose nodes are `{ "<Kind>": { … } }`. */
export type Tree = Readonly<Record<string, unknown>>;

/** The fields of a node of one kind; undefined for another kind. */
export function fields(node: unknown, kind: string): Tree | undefined {
  const value = isRecord(node) ? node[kind] : undefined;
  return isRecord(value) ? value : undefined;
}

/** The items of a field that is a list; none where it is not. */
export function list(node: Tree | undefined, name: string): readonly unknown[] {
  const value = node?.[name];
  return Array.isArray(value) ? value : [];
}

/** A field that is a text. */
export function text(node: Tree | undefined, name: string): string | undefined {
  const value = node?.[name];
  return typeof value === "string" ? value : undefined;
}

/** The words of a list of String nodes: a qualified name or an operator's. */
export function words(nodes: readonly unknown[]): readonly string[] {
  return nodes.flatMap((node) => text(fields(node, "String"), "sval") ?? []);
}
