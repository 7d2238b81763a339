import { type JsonValue, isJsonArray, isJsonObject } from "../../../kit/index.ts";
import { passes, type Visits } from "./filter.ts";
import type { JsonPath, Segment, Selector } from "./tree.ts";

/** Nodes that one query may look at: an answer made to be slow ends in some milliseconds. */
export const MOST_VISITS = 200_000;

/**
 * The nodes that a query finds, in the order of RFC 9535; undefined when the value is too large to be looked through.
 *
 * @example
 * findNodes(path, { items: [{ id: 7 }] }); // [7]
 */
export function findNodes(path: JsonPath, root: JsonValue): readonly JsonValue[] | undefined {
  const visits: Visits = { left: MOST_VISITS, root };
  const found = walk(path.segments, root, visits);
  return visits.left < 0 ? undefined : found;
}

/** All nodes below one node. */
function walk(segments: readonly Segment[], from: JsonValue, visits: Visits): readonly JsonValue[] {
  let nodes: readonly JsonValue[] = [from];
  for (const segment of segments) {
    if (nodes.length === 0 || visits.left < 0) return [];
    const next: JsonValue[] = [];
    for (const node of nodes) step(segment, node, { next, visits });
    nodes = next;
  }
  return nodes;
}

interface Finding {
  readonly next: JsonValue[];
  readonly visits: Visits;
}

function step({ descends, selectors }: Segment, node: JsonValue, finding: Finding): void {
  if (!descends) return pick(selectors, node, finding);
  // An own stack: a hostile answer nests deeper than ours.
  const open: JsonValue[] = [node];
  for (let here = open.pop(); here !== undefined && finding.visits.left >= 0; here = open.pop()) {
    pick(selectors, here, finding);
    for (const child of childrenOf(here).toReversed())
      if (typeof child === "object" && child !== null) open.push(child);
    finding.visits.left -= 1;
  }
}

function pick(selectors: readonly Selector[], node: JsonValue, finding: Finding): void {
  for (const selector of selectors) select(selector, node, finding);
}

function select(selector: Selector, node: JsonValue, { next, visits }: Finding): void {
  visits.left -= 1;
  switch (selector.kind) {
    case "name":
      if (isJsonObject(node) && Object.hasOwn(node, selector.name)) next.push(node[selector.name] ?? null);
      return;
    case "index": {
      if (!isJsonArray(node)) return;
      const value = node.at(selector.index);
      if (value !== undefined) next.push(value);
      return;
    }
    case "wildcard":
      return keep(childrenOf(node), { next, visits });
    case "slice":
      return keep(sliced(selector, node), { next, visits });
    case "filter":
      return keep(
        childrenOf(node).filter((child) => passes(selector.test, child, { visits, walk })),
        { next, visits },
      );
  }
}

function keep(values: readonly JsonValue[], { next, visits }: Finding): void {
  visits.left -= values.length;
  for (const value of values) next.push(value);
}

function childrenOf(node: JsonValue): readonly JsonValue[] {
  if (isJsonArray(node)) return node;
  return isJsonObject(node) ? Object.values(node) : [];
}

/** RFC 9535 section 2.3.4.2.2. */
function sliced({ start, end, step }: Extract<Selector, { kind: "slice" }>, node: JsonValue): readonly JsonValue[] {
  if (!isJsonArray(node) || step === 0) return [];
  const { length } = node;
  const place = (index: number): number => (index >= 0 ? index : length + index);
  const within = (index: number, low: number, high: number): number => Math.min(Math.max(index, low), high);
  const picked: JsonValue[] = [];
  if (step > 0) {
    const last = within(place(end ?? length), 0, length);
    for (let at = within(place(start ?? 0), 0, length); at < last; at += step) picked.push(node[at] ?? null);
    return picked;
  }
  const last = end === undefined ? -1 : within(place(end), -1, length - 1);
  const first = start === undefined ? length - 1 : within(place(start), -1, length - 1);
  for (let at = first; at > last; at += step) picked.push(node[at] ?? null);
  return picked;
}
