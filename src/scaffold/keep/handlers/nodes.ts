import { isRecord } from "../../../kit/index.ts";
import type { Span } from "./source.ts";

/** A node of the syntax tree, whatever its type. */
export interface Node extends Span {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A node with the node that holds it and the key under which it is held. */
export interface Place {
  readonly node: Node;
  readonly key: string;
  readonly parent: Place | undefined;
}

/** Whether a value of the tree is a node. */
export function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value["type"] === "string" && typeof value["start"] === "number";
}

/** Every node below a value, outer ones first. */
export function* nodesIn(value: unknown, key = "", parent?: Place): Generator<Place> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item, key, parent);
    return;
  }
  if (!isNode(value)) return;
  const place: Place = { node: value, key, parent };
  yield place;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "object" && inner !== null) yield* nodesIn(inner, name, place);
  }
}

/** What a node says, whatever its layout: two statements that differ only in blanks, quotes or semicolons are the same. */
export function meaningOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "start" || key === "end" || key === "raw") return undefined;
    return typeof inner === "bigint" ? String(inner) : inner;
  });
}
