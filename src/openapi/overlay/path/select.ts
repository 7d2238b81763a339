import { isJsonArray, isJsonObject, type JsonValue } from "../../../kit/index.ts";
import { isMet, type Budget, type Node, type Place } from "./met.ts";
import type { Query, Segment, Selector } from "./syntax.ts";

export type { Budget, Node } from "./met.ts";

/** The nodes that a query names in a document, in its order, each as often as it is met (RFC 9535, section 2.1.2). */
export function select(query: Query, value: JsonValue, budget: Budget): readonly Node[] {
  const root: Node = { value, parent: undefined, key: "" };
  return find(query, { root, current: root, budget, find });
}

function find({ from, segments }: Query, place: Place): readonly Node[] {
  let nodes: readonly Node[] = [from === "root" ? place.root : place.current];
  for (const segment of segments) nodes = nodes.flatMap((node) => step(node, segment, place));
  return nodes;
}

function step(node: Node, { isDescendant, selectors }: Segment, place: Place): readonly Node[] {
  const from = isDescendant ? descendants(node, place.budget) : [node];
  return from.flatMap((each) => selectors.flatMap((selector) => chosen(each, selector, place)));
}

/** The node and everything below it, parents first. */
function descendants(start: Node, budget: Budget): readonly Node[] {
  const found: Node[] = [];
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    for (const child of children(node, budget).toReversed()) open.push(child);
  }
  return found;
}

function chosen(node: Node, selector: Selector, place: Place): readonly Node[] {
  spend(place.budget, 1);
  switch (selector.kind) {
    case "name":
      return named(node, selector.name);
    case "wildcard":
      return children(node, place.budget);
    case "index":
      return indexed(node, selector.index);
    case "slice":
      return sliced(node, selector, place.budget);
    case "filter":
      return children(node, place.budget).filter((child) => isMet(selector.condition, { ...place, current: child }));
  }
}

function children(node: Node, budget: Budget): readonly Node[] {
  const { value } = node;
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  spend(budget, entries.length);
  return entries.map(([key, child]) => ({ value: child, parent: node, key }));
}

function named(node: Node, name: string): readonly Node[] {
  if (!isJsonObject(node.value) || !Object.hasOwn(node.value, name)) return [];
  return [{ value: node.value[name] ?? null, parent: node, key: name }];
}

function indexed(node: Node, index: number): readonly Node[] {
  if (!isJsonArray(node.value)) return [];
  const at = index < 0 ? node.value.length + index : index;
  const value = node.value[at];
  return value === undefined ? [] : [{ value, parent: node, key: String(at) }];
}

/** RFC 9535, section 2.3.4.2.2. */
function sliced(node: Node, slice: Selector & { readonly kind: "slice" }, budget: Budget): readonly Node[] {
  if (!isJsonArray(node.value) || slice.step === 0) return [];
  const { length } = node.value;
  const { step: by } = slice;
  const normal = (index: number): number => (index < 0 ? length + index : index);
  const bound = (index: number): number =>
    by > 0 ? Math.min(Math.max(index, 0), length) : Math.min(Math.max(index, -1), length - 1);
  const start = bound(normal(slice.start ?? (by > 0 ? 0 : length - 1)));
  const end = slice.end === undefined ? (by > 0 ? length : -1) : bound(normal(slice.end));
  const found: Node[] = [];
  for (let at = start; by > 0 ? at < end : at > end; at += by) found.push(...indexed(node, at));
  spend(budget, found.length);
  return found;
}

function spend(budget: Budget, nodes: number): void {
  budget.left -= nodes;
  if (budget.left < 0) budget.exhausted();
}
