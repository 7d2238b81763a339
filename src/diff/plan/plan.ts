import type { ObjectId, SchemaModel } from "../../catalog/schema/index.ts";
import { type Changes, changesBetween, type ContextOf } from "../compare/changes.ts";
import type { Facts } from "../compare/fact.ts";
import { factsOf } from "../compare/facts.ts";
import type { Context } from "../kinds/kind.ts";
import { sideOf } from "../kinds/side.ts";
import { UNPLANNED } from "../kinds/unplanned.ts";
import { type Chains, chainsOf, type Comparison } from "./chain.ts";
import { graphOf, type Node } from "./graph.ts";
import { orderNodes, type Ordered } from "./order.ts";
import type { Batch, Step } from "./step.ts";
import { changedObjects, type ObjectChange } from "./summary.ts";
import { unmodelledBetween, type UnmodelledObject } from "./unmodelled.ts";

export interface PlanOptions {
  /** Who will run it. */
  readonly role: string;
  /** Default true: forms that leave readers and writers their tables. */
  readonly online?: boolean;
}

/** What leads from one state to another. */
export interface Plan {
  readonly batches: readonly Batch[];
  /** What cannot be planned, named; a plan with any is not to be run. */
  readonly refused: readonly string[];
  readonly changes: readonly ObjectChange[];
  /** What it says nothing about, on either side: no reader knows it. */
  readonly unmodelled: readonly UnmodelledObject[];
}

/**
 * The statements that turn one state into another, in the one order that both states' dependencies allow, cut into what runs
 * in one transaction each.
 *
 * @example
 * planBetween(current, desired, { role: "postgres" }).batches.flatMap(({ steps }) => steps.map(({ sql }) => sql));
 */
export function planBetween(current: SchemaModel, desired: SchemaModel, options: PlanOptions): Plan {
  const comparison = compare(current, desired, options);
  const first = order(comparison, new Set());
  const ordered = first.stuck.length === 0 ? first : order(comparison, separable(comparison));
  const batches = ordered.batches.map(({ transactional, nodes }) => ({ transactional, steps: nodes.map(stepOf) }));
  const nodes = ordered.batches.flatMap((batch) => batch.nodes);
  return {
    batches,
    refused: refusals(batches, ordered),
    changes: changedObjects(comparison, nodes),
    unmodelled: unmodelledBetween(current, desired),
  };
}

function compare(current: SchemaModel, desired: SchemaModel, { role, online = true }: PlanOptions): Comparison {
  const before = factsOf(current);
  const facts = { current: before, desired: factsOf(desired, before) };
  const sides = { current: sideOf(current), desired: sideOf(desired) };
  const contextOf: ContextOf = ({ created, dropped, replaced }): Context => ({
    ...sides,
    role,
    online,
    isCreated: (id) => created.has(id),
    isDropped: (id) => dropped.has(id),
    isReplaced: (id) => replaced.has(id),
    neededBy: (id) => facts.current.neededBy.get(id) ?? [],
    needsOf: (id) => facts.desired.needs.get(id) ?? [],
    standsOn: (id, other) => reaches(facts.desired, id, other),
  });
  const changes: Changes = changesBetween(facts.current, facts.desired, contextOf);
  return { ...facts, changes, context: contextOf(changes) };
}

function reaches({ needs }: Facts, from: ObjectId, to: ObjectId): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    if (id === to) return true;
    for (const next of needs.get(id) ?? []) seen.add(next);
  }
  return false;
}

function order(comparison: Comparison, apart: ReadonlySet<ObjectId>): Ordered {
  const chains: Chains = chainsOf(comparison, apart);
  return orderNodes(graphOf(chains, comparison));
}

const APART = new Set(["policy", "trigger", "rule", "default"]);

/** Tables that need each other go only after what of theirs needs the other: foreign keys, policies, defaults. */
const separable = ({ current, changes }: Comparison): ReadonlySet<ObjectId> =>
  new Set(
    [...changes.dropped].filter((id) => {
      const fact = current.byId.get(id);
      const isForeignKey = fact?.object.kind === "constraint" && fact.object.constraintKind === "foreign-key";
      return fact !== undefined && (APART.has(fact.kind) || (isForeignKey && fact.kind === "constraint"));
    }),
  );

function stepOf({ action, chain }: Node): Step {
  const own = [chain.fact.id];
  return {
    sql: action.sql,
    transactional: action.transactional !== false,
    creates: [...(chain.verb === "create" ? own : []), ...(action.creates ?? [])],
    drops: [...(chain.verb === "drop" ? own : []), ...(action.drops ?? [])],
    changes: chain.verb === "alter" ? own : [],
    needs: action.needs ?? [],
    hazards: action.hazards ?? [],
    ...(action.carriesRows === true ? { carriesRows: true } : {}),
    note: action.note ?? null,
  };
}

function refusals(batches: readonly Batch[], { stuck }: Ordered): readonly string[] {
  const unplanned = batches.flatMap(({ steps }) => steps.filter(({ sql }) => sql.startsWith(UNPLANNED)));
  return [
    ...unplanned.map(({ sql }) => sql.slice(UNPLANNED.length)),
    ...(stuck.length === 0
      ? []
      : [
          `statements that need each other: ${circleOf(stuck)
            .map(({ action }) => action.sql)
            .join("; ")}`,
        ]),
  ];
}

/** One circle among what is stuck. */
function circleOf(stuck: readonly Node[]): readonly Node[] {
  const among = new Set(stuck);
  const path: Node[] = [];
  let node = stuck[0];
  while (node !== undefined && !path.includes(node)) {
    path.push(node);
    node = [...node.before].find((before) => among.has(before));
  }
  return node === undefined ? path : path.slice(path.indexOf(node)).toReversed();
}
