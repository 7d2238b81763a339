import type { Node } from "./graph.ts";
import { type Heap, heapOf } from "./heap.ts";

/** Statements that run together, in order. */
export interface NodeBatch {
  readonly transactional: boolean;
  readonly nodes: readonly Node[];
}

export interface Ordered {
  readonly batches: readonly NodeBatch[];
  /** What goes in circles that nothing may break. */
  readonly stuck: readonly Node[];
}

interface State {
  readonly waiting: Map<Node, Set<Node>>;
  readonly followers: ReadonlyMap<Node, readonly Node[]>;
  readonly ready: Readonly<Record<"inside" | "outside", Heap<Node>>>;
  /** Ready, but not in the transaction of what they wait for. */
  held: Node[];
  batch: { readonly transactional: boolean; readonly nodes: Set<Node> };
  readonly batches: NodeBatch[];
}

/**
 * One order for all statements, the same for the same graph: the least key of what may come next, as long as it fits the
 * transaction at hand; a new one where nothing does.
 */
export function orderNodes(nodes: readonly Node[]): Ordered {
  const state = begin(nodes);
  for (const node of nodes) if (node.before.size === 0) makeReady(state, node);
  while (state.waiting.size > 0) {
    const next = takeNext(state);
    if (next !== undefined) place(state, next);
    else if (!breakCircle(state)) break;
  }
  flush(state);
  return { batches: state.batches, stuck: [...state.waiting.keys()] };
}

function begin(nodes: readonly Node[]): State {
  const followers = new Map<Node, Node[]>();
  for (const node of nodes)
    for (const before of node.before) {
      const list = followers.get(before);
      if (list === undefined) followers.set(before, [node]);
      else list.push(node);
    }
  const isLess = (a: Node, b: Node): boolean => a.key < b.key;
  return {
    waiting: new Map(nodes.map((node) => [node, new Set(node.before)])),
    followers,
    ready: { inside: heapOf(isLess), outside: heapOf(isLess) },
    held: [],
    batch: { transactional: true, nodes: new Set() },
    batches: [],
  };
}

const isInside = ({ action }: Node): boolean => action.transactional !== false;

function makeReady(state: State, node: Node): void {
  if (isHeld(state, node)) state.held.push(node);
  else state.ready[isInside(node) ? "inside" : "outside"].push(node);
}

/** It waits for something that counts only after the end of the transaction at hand. */
function isHeld({ batch }: State, node: Node): boolean {
  if (!isInside(node) || !batch.transactional) return false;
  return [...node.before].some((before) => before.action.commitsAfter === true && batch.nodes.has(before));
}

function takeNext(state: State): Node | undefined {
  const here = state.batch.transactional ? state.ready.inside : state.ready.outside;
  const there = state.batch.transactional ? state.ready.outside : state.ready.inside;
  const next = here.pop();
  if (next !== undefined) return next;
  const held = state.held;
  const other = held.length === 0 ? there.pop() : undefined;
  if (held.length === 0 && other === undefined) return undefined;
  flush(state);
  state.held = [];
  for (const node of held) state.ready.inside.push(node);
  state.batch = { transactional: other === undefined || isInside(other), nodes: new Set() };
  return other ?? state.ready.inside.pop();
}

function place(state: State, node: Node): void {
  state.batch.nodes.add(node);
  state.waiting.delete(node);
  for (const follower of state.followers.get(node) ?? []) {
    const left = state.waiting.get(follower);
    if (left === undefined || !left.delete(node) || left.size > 0) continue;
    makeReady(state, follower);
  }
}

function flush(state: State): void {
  const { transactional, nodes } = state.batch;
  if (nodes.size > 0) state.batches.push({ transactional, nodes: [...nodes] });
  state.batch = { transactional, nodes: new Set() };
}

/** Gives up the soft orders of the first statement that has any left and no hard ones among those in the circle. */
function breakCircle(state: State): boolean {
  const candidates = [...state.waiting].filter(([node, left]) => [...left].some((before) => node.soft.has(before)));
  const free = candidates.find(([node, left]) => [...left].every((before) => node.soft.has(before))) ?? candidates[0];
  if (free === undefined) return false;
  const [node, left] = free;
  for (const before of left) if (node.soft.has(before)) left.delete(before);
  if (left.size === 0) makeReady(state, node);
  return true;
}
