import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Changes } from "../compare/changes.ts";
import type { Fact, Facts } from "../compare/fact.ts";
import type { Action } from "../kinds/action.ts";
import type { Context } from "../kinds/kind.ts";

/** Statements in a row for one change of one fact. */
export interface Chain {
  readonly verb: "drop" | "alter" | "create";
  readonly fact: Fact;
  readonly actions: readonly Action[];
}

/** The chains of a plan, and by whose statements each fact comes and goes: its own, or those of what it is a part of. */
export interface Chains {
  readonly all: readonly Chain[];
  readonly dropOf: ReadonlyMap<ObjectId, Chain>;
  readonly createOf: ReadonlyMap<ObjectId, Chain>;
  readonly alterOf: ReadonlyMap<ObjectId, Chain>;
  /** Facts without statements that are there with their parent: what they need, it does not. */
  readonly silent: ReadonlySet<ObjectId>;
}

export interface Comparison {
  readonly current: Facts;
  readonly desired: Facts;
  readonly changes: Changes;
  readonly context: Context;
}

/** Asks every kind and facet for its statements. With `apart`, these facts are dropped by themselves and not with their tables. */
export function chainsOf(comparison: Comparison, apart: ReadonlySet<ObjectId>): Chains {
  const dropOf = dropsOf(comparison, apart);
  const alterOf = altersOf(comparison);
  const silent = new Set<ObjectId>();
  const createOf = createsOf(comparison, alterOf, silent);
  for (const [id, chain] of dropOf)
    if (chain.actions.length === 0) dropOf.set(id, hostAltered(chain, alterOf) ?? chain);
  dropAlong(dropOf);
  const all = new Set([...dropOf.values(), ...createOf.values(), ...alterOf.values()]);
  return { all: [...all].filter(({ actions }) => actions.length > 0), dropOf, createOf, alterOf, silent };
}

/** What goes with the statement of another goes when that does: the columns of heirs with their parent's. */
function dropAlong(dropOf: Map<ObjectId, Chain>): void {
  for (const chain of new Set(dropOf.values()))
    for (const id of chain.actions.flatMap(({ drops }) => drops ?? []))
      if (dropOf.get(id)?.actions.length === 0) dropOf.set(id, chain);
}

function dropsOf({ current, changes, context }: Comparison, apart: ReadonlySet<ObjectId>): Map<ObjectId, Chain> {
  const chains = new Map<ObjectId, Chain>();
  const chainOf = (fact: Fact): Chain => {
    const known = chains.get(fact.id);
    if (known !== undefined) return known;
    const host = hostOf(apart.has(fact.id) ? { ...fact, parent: null } : fact, current, changes);
    const chain: Chain =
      host === undefined ? { verb: "drop", fact, actions: fact.maker.drop(fact.object, context) } : chainOf(host);
    chains.set(fact.id, chain);
    return chain;
  };
  for (const id of changes.dropped) {
    const fact = current.byId.get(id);
    if (fact !== undefined) chainOf(fact);
  }
  return chains;
}

/** What goes without a statement of its own may go with a change of another: a sequence with the identity of its column. */
const hostAltered = ({ fact }: Chain, alterOf: ReadonlyMap<ObjectId, Chain>): Chain | undefined =>
  fact.goesWith.map((id) => alterOf.get(id)).find((chain) => chain !== undefined);

/** What takes it along. */
function hostOf(fact: Fact, { byId }: Facts, { dropped }: Changes): Fact | undefined {
  const ids = [...(fact.parent === null ? [] : [fact.parent]), ...fact.goesWith];
  const host = ids.find((id) => dropped.has(id));
  return host === undefined ? undefined : byId.get(host);
}

const RANKS = ["schema", "table", "column", "constraint"];
const rankOf = ({ kind }: Fact): number => (RANKS.indexOf(kind) + RANKS.length + 1) % (RANKS.length + 1);
const byRank = (a: Fact, b: Fact): number => (rankOf(a) || RANKS.length + 1) - (rankOf(b) || RANKS.length + 1);

function createsOf(
  { desired, changes, context }: Comparison,
  alterOf: ReadonlyMap<ObjectId, Chain>,
  silent: Set<ObjectId>,
): ReadonlyMap<ObjectId, Chain> {
  const chains = new Map<ObjectId, Chain>();
  for (const chain of alterOf.values())
    for (const id of chain.actions.flatMap(({ creates }) => creates ?? []))
      if (changes.created.has(id)) chains.set(id, chain);
  const facts = [...changes.created].flatMap((id) => desired.byId.get(id) ?? []);
  for (const fact of facts.toSorted(byRank)) {
    if (chains.has(fact.id)) continue;
    const chain: Chain = { verb: "create", fact, actions: fact.maker.create(fact.object, context) };
    chains.set(fact.id, chain);
    for (const id of chain.actions.flatMap(({ creates }) => creates ?? []))
      if (desired.byId.has(id)) chains.set(id, chain);
  }
  // What comes with another is there when the other is.
  for (const [id, { actions, fact }] of chains) {
    const hosts = actions.length > 0 ? [] : [...fact.goesWith, ...(fact.parent === null ? [] : [fact.parent])];
    const host = hosts.map((one) => chains.get(one) ?? alterOf.get(one)).find((one) => one !== undefined);
    if (host !== undefined) chains.set(id, host);
    if (host !== undefined && host.fact.id === fact.parent) silent.add(id);
  }
  return chains;
}

function altersOf({ desired, changes }: Comparison): ReadonlyMap<ObjectId, Chain> {
  const chains = new Map<ObjectId, Chain>();
  for (const [id, { actions }] of changes.altered) {
    const fact = desired.byId.get(id);
    if (fact !== undefined && !changes.dropped.has(id)) chains.set(id, { verb: "alter", fact, actions });
  }
  for (const chain of Array.from(chains.values()))
    for (const id of chain.actions.flatMap((action) => action.changes ?? []))
      if ((chains.get(id)?.actions.length ?? 0) === 0) chains.set(id, chain);
  return chains;
}
