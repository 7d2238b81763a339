import type { ObjectId } from "../../catalog/schema/index.ts";
import { claimsOf } from "../compare/content.ts";
import type { Facts } from "../compare/fact.ts";
import type { Action } from "../kinds/action.ts";
import type { Chain, Chains, Comparison } from "./chain.ts";
import { orderLeavers } from "./leavers.ts";

/** One statement and what must have run before it. */
export interface Node {
  readonly chain: Chain;
  readonly action: Action;
  /** Orders what the graph leaves open. */
  readonly key: string;
  readonly before: Set<Node>;
  /** Of those before it, what may be given up to break a circle. */
  readonly soft: Set<Node>;
}

/** Whoever waits for a chain waits for the last that is no cleanup. */
type Ends = readonly [first: Node, last: Node, end: Node];

/** The statements of all chains, with every "this before that" that the two states and the kinds know of. */
export function graphOf(chains: Chains, comparison: Comparison): readonly Node[] {
  const ends = new Map<Chain, Ends>();
  const nodes = chains.all.flatMap((chain) => {
    const row = nodesOf(chain);
    const [first, end] = [row[0], row.at(-1)];
    const last = row.findLast(({ action }) => action.isCleanup !== true) ?? end;
    if (first !== undefined && last !== undefined && end !== undefined) ends.set(chain, [first, last, end]);
    return row;
  });
  const order = orderer(ends, 1);
  orderDrops(chains, comparison, { order, afterCleanup: orderer(ends, 2) });
  orderCreates(chains, comparison, order);
  orderClaims(chains, comparison, order);
  orderLeavers(chains, comparison, order);
  for (const node of nodes) orderExplicit(node, chains, ends);
  return nodes;
}

const PHASES = { drop: "0", alter: "1", create: "1" } as const;

function nodesOf(chain: Chain): readonly Node[] {
  const row: Node[] = [];
  for (const [index, action] of chain.actions.entries()) {
    const key = `${PHASES[chain.verb]} ${rankOf(chain)} ${chain.fact.object.id} ${chain.fact.id} ${String(index).padStart(4, "0")}`;
    const previous = row.at(-1);
    row.push({ chain, action, key, before: new Set(previous === undefined ? [] : [previous]), soft: new Set() });
  }
  return row;
}

const KINDS = [
  "schema",
  "extension",
  "enum",
  "domain",
  "composite",
  "sequence",
  "table",
  "column",
  "default",
  "index",
  "constraint",
  "routine",
  "view",
];

/** A reader expects tables before their indexes, and views at the end. */
function rankOf({ fact, verb }: Chain): string {
  const rank = KINDS.indexOf(fact.object.kind);
  const place = rank === -1 ? KINDS.length : rank;
  return String(verb === "drop" ? 99 - place : place).padStart(2, "0");
}

/** Says of two chains which comes first; a soft order may be given up to break a circle. */
export type Order = (earlier: Chain | undefined, later: Chain | undefined, isSoft?: boolean) => void;

const orderer =
  (ends: ReadonlyMap<Chain, Ends>, which: 1 | 2): Order =>
  (earlier, later, isSoft = false) => {
    if (earlier === undefined || later === undefined || earlier === later) return;
    const [from, to] = [ends.get(earlier)?.[which], ends.get(later)?.[0]];
    if (from === undefined || to === undefined) return;
    const isNew = !to.before.has(from);
    to.before.add(from);
    if (!isSoft) to.soft.delete(from);
    else if (isNew) to.soft.add(from);
  };

/** What needs another goes, or stops needing it, before the other goes or changes. */
function orderDrops(
  { dropOf, alterOf }: Chains,
  { current, desired }: Comparison,
  { order, afterCleanup }: { readonly order: Order; readonly afterCleanup: Order },
): void {
  for (const [from, to, isSoft] of edges(current, [dropOf, alterOf])) {
    const isOver = !desired.needs.get(from)?.has(to);
    order(dropOf.get(from), dropOf.get(to), isSoft);
    order(dropOf.get(from), alterOf.get(to), true);
    if (!isOver) continue;
    afterCleanup(alterOf.get(from), dropOf.get(to), isSoft);
    order(alterOf.get(from), alterOf.get(to), true);
  }
}

/** What is needed comes, or becomes what it shall be, before what needs it. */
function orderCreates({ dropOf, createOf, alterOf, silent }: Chains, { desired }: Comparison, order: Order): void {
  for (const [from, to, isSoft] of edges(desired, [createOf, alterOf])) {
    if (silent.has(from)) continue;
    order(createOf.get(to), createOf.get(from), isSoft);
    order(alterOf.get(to), createOf.get(from), isSoft);
    order(createOf.get(to), alterOf.get(from), isSoft);
    order(alterOf.get(to), alterOf.get(from), true);
  }
  for (const [id, chain] of createOf) order(dropOf.get(id), chain);
  for (const [id, user] of usersThroughBodies(desired, createOf))
    order(createOf.get(id), createOf.get(user) ?? alterOf.get(user), true);
}

/**
 * Who runs a routine that comes, through what stays as it is and only names it in its text: a column whose domain has a check that
 * calls a function that calls it.
 */
function* usersThroughBodies(
  { byId, needs, neededBy, isSoft }: Facts,
  createOf: ReadonlyMap<ObjectId, Chain>,
): Generator<readonly [routine: ObjectId, user: ObjectId]> {
  for (const id of createOf.keys()) {
    if (byId.get(id)?.kind !== "routine") continue;
    const callers = [...(neededBy.get(id) ?? [])].filter((caller) => isSoft(caller, id));
    const reached = new Set(callers.filter((caller) => !createOf.has(caller)));
    for (const stays of reached) {
      const fact = byId.get(stays);
      const whole = fact?.kind === "domain-constraint" ? [...(needs.get(stays) ?? [])] : [];
      const domain = whole.filter((one) => one === fact?.parent);
      for (const user of [...(neededBy.get(stays) ?? []), ...domain]) {
        yield [id, user];
        if (!createOf.has(user)) reached.add(user);
      }
    }
  }
}

/** A name is free before it is taken. */
function orderClaims({ dropOf, createOf }: Chains, { current, desired }: Comparison, order: Order): void {
  const holders = new Map<string, Chain>();
  const claims = (id: ObjectId, { byId }: Facts): readonly string[] => {
    const fact = byId.get(id);
    return fact === undefined ? [] : claimsOf(fact);
  };
  for (const [id, chain] of dropOf) for (const claim of claims(id, current)) holders.set(claim, chain);
  for (const [id, chain] of createOf) for (const claim of claims(id, desired)) order(holders.get(claim), chain);
}

function orderExplicit(node: Node, { createOf, alterOf, dropOf }: Chains, ends: ReadonlyMap<Chain, Ends>): void {
  const lastOf = (chain: Chain | undefined, which: 1 | 2 = 1): readonly Node[] => {
    const last = chain === undefined || chain === node.chain ? undefined : ends.get(chain)?.[which];
    return last === undefined ? [] : [last];
  };
  for (const id of node.action.needs ?? [])
    for (const before of [...lastOf(createOf.get(id)), ...lastOf(alterOf.get(id))]) node.before.add(before);
  for (const id of node.action.after ?? [])
    for (const before of [...lastOf(dropOf.get(id), 2), ...lastOf(alterOf.get(id), 2)]) node.before.add(before);
}

/** What those with statements of these kinds need; nobody else waits, or is waited for. */
function* edges(
  { needs, isSoft }: Facts,
  among: readonly ReadonlyMap<ObjectId, Chain>[],
): Generator<readonly [from: ObjectId, to: ObjectId, isSoft: boolean]> {
  for (const from of needs.froms()) {
    if (!among.some((chains) => chains.has(from))) continue;
    for (const to of needs.get(from) ?? []) yield [from, to, isSoft(from, to)];
  }
}
