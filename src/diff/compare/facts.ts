import type { Dependency, ObjectId, SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";
import { groupBy } from "../../kit/index.ts";
import { type Facet, facetId } from "../facets/facet.ts";
import { facets } from "../facets/registry.ts";
import { kindOf } from "../kinds/registry.ts";
import { callsIn } from "./calls.ts";
import { type Edges, edgesAmong } from "./edges.ts";
import type { Fact, Facts } from "./fact.ts";
import { isSame } from "./same.ts";

/**
 * Takes a model apart into what changes by itself. Of another state of the same database most is the same: what it has alike, it
 * shares with the facts of that one.
 *
 * @example
 * factsOf(desired, factsOf(current)).byId.get(facetId("comment", tableId));
 */
export function factsOf(model: SchemaModel, beside?: Facts): Facts {
  const byId = new Map<ObjectId, Fact>();
  const wholes = wholesIn(model);
  for (const object of model.objects.values()) {
    const fact = sharedFact(object, wholes, beside) ?? objectFact(object, wholes.get(object.id) ?? NONE);
    byId.set(fact.id, fact);
    for (const facet of fact.facets) byId.set(facet.id, facet);
  }
  const edges = edgesAmong(byId);
  addParents(byId, edges);
  addDependencies(model, byId, edges);
  for (const [from, to] of callsIn(model)) edges.add(from, to, true);
  return { byId, needs: edges.needs, neededBy: edges.neededBy, isSoft: edges.isSoft };
}

type Wholes = ReadonlyMap<ObjectId, readonly ObjectId[]>;

const NONE: readonly never[] = [];

/** Parts of partitions are never shared: what they go with is not told by the object alone. */
function sharedFact(object: SchemaObject, wholes: Wholes, beside: Facts | undefined): Fact | undefined {
  const fact = beside?.byId.get(object.id);
  if (fact === undefined || wholes.has(object.id) || fact.isPart) return undefined;
  return isSame(fact.object, object) ? fact : undefined;
}

/** What a part of a partition goes with: the index, key or trigger of the whole table. */
function wholesIn(model: SchemaModel): ReadonlyMap<ObjectId, readonly ObjectId[]> {
  const parts = model.dependencies.filter(isBackwards);
  const wholes = new Map(
    [...groupBy(parts, ({ from }) => from)].map(([from, list]) => [from, list.map(({ to }) => to)]),
  );
  for (const object of model.objects.values())
    if (object.kind === "index" && object.constraint !== null && object.partitionOf !== null)
      wholes.set(object.constraint, [...(wholes.get(object.constraint) ?? []), object.partitionOf]);
  return wholes;
}

function objectFact(object: SchemaObject, wholes: readonly ObjectId[]): Fact {
  const maker = kindOf(object);
  const { id, kind, parent } = object;
  const own = maker.goesWith?.(object) ?? NONE;
  const goesWith = wholes.length === 0 ? own : [...own, ...wholes.filter((one) => !one.startsWith('["table"'))];
  return { id, kind, parent, object, maker, facets: facetsOf(object), goesWith, isPart: wholes.length > 0 };
}

function facetsOf(object: SchemaObject): readonly Fact[] {
  let found: Fact[] | undefined;
  for (const facet of facets) if (facet.payload(object) !== undefined) (found ??= []).push(facetFact(facet, object));
  return found ?? NONE;
}

function facetFact(facet: Facet, object: SchemaObject): Fact {
  const id = facetId(facet.name, object.id);
  const none = { facets: NONE, goesWith: NONE, isPart: false };
  return { id, kind: facet.name, parent: object.id, object, maker: facet, ...none };
}

function addParents(byId: ReadonlyMap<ObjectId, Fact>, edges: Edges): void {
  for (const { id, parent, maker, object } of byId.values()) {
    if (parent !== null) edges.add(id, parent);
    for (const needed of maker.needs?.(object) ?? NONE) edges.add(id, needed);
  }
}

/** A need is the object's own, or that of the facet that takes it. */
function addDependencies(model: SchemaModel, byId: ReadonlyMap<ObjectId, Fact>, edges: Edges): void {
  for (const dependency of model.dependencies) {
    const fact = byId.get(dependency.from);
    if (fact === undefined || fact.object.id !== dependency.from || isBackwards(dependency)) continue;
    const taker = fact.facets.find(({ maker, object }) => maker.takes?.(object, dependency));
    edges.add((taker ?? fact).id, dependency.to, dependency.reason === "body");
  }
}

/** The index of a partition needs that of the whole table only in order to die with it: it is made before it. */
const isBackwards = ({ from, reason }: Dependency): boolean => reason === "partition" && !from.startsWith('["table"');
