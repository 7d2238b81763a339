import { isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import type { Node } from "./path/index.ts";

/** Places of a document that are to be changed, as a tree. */
interface Marks {
  readonly children: Map<string, Marks>;
  isTarget: boolean;
}

/**
 * The value with every node changed; what lies beside them is shared. A change that answers undefined takes the node out.
 * What lies deeper is changed first.
 */
export function rewrite(
  value: JsonValue,
  nodes: readonly Node[],
  change: (value: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const marks = emptyMarks();
  for (const node of nodes) plant(marks, keysOf(node));
  return changed(value, marks, change);
}

const emptyMarks = (): Marks => ({ children: new Map(), isTarget: false });

function plant(root: Marks, keys: readonly string[]): void {
  let here = root;
  for (const key of keys) {
    const next = here.children.get(key) ?? emptyMarks();
    here.children.set(key, next);
    here = next;
  }
  here.isTarget = true;
}

function keysOf(node: Node): readonly string[] {
  const keys: string[] = [];
  for (let here = node; here.parent !== undefined; here = here.parent) keys.push(here.key);
  return keys.toReversed();
}

type ChangeOne = (value: JsonValue) => JsonValue | undefined;

function changed(value: JsonValue, marks: Marks, change: ChangeOne): JsonValue | undefined {
  const inner = marks.children.size === 0 ? value : withChanged(value, marks, change);
  return marks.isTarget ? change(inner) : inner;
}

function withChanged(value: JsonValue, { children }: Marks, change: ChangeOne): JsonValue {
  const one = (item: JsonValue, key: string): JsonValue | undefined => {
    const marks = children.get(key);
    return marks === undefined ? item : changed(item, marks, change);
  };
  if (isJsonArray(value))
    return value.map((item, index) => one(item, String(index))).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, one(item, key)] as const);
  return Object.fromEntries(entries.flatMap(([key, item]) => (item === undefined ? [] : [[key, item]])));
}
