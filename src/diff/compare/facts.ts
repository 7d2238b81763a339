import type { Dependency, ObjectId, SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";
import { groupBy } from "../../kit/index.ts";
import { type Facet, facetId } from "../facets/facet.ts";
import { facets } from "../facets/registry.ts";
import { kindOf } from "../kinds/registry.ts";
import { callsIn } from "./calls.ts";
import { canonicalText } from "./canonical.ts";
import { type Edges, edgesAmong } from "./edges.ts";
import type { Fact, Facts } from "./fact.ts";

/** Takes a model apart into what changes by itself. @example factsOf(model).byId.get(facetId("comment", tableId)) */
export function factsOf(model: SchemaModel): Facts {
  const byId = new Map<ObjectId, Fact>();
  const wholes = wholesIn(model);
  for (const object of model.objects.values()) {
    byId.set(object.id, objectFact(object, wholes.get(object.id) ?? []));
    for (const facet of facets) {
      const fact = facetFact(facet, object);
      if (fact !== undefined) byId.set(fact.id, fact);
    }
  }
  const edges = edgesAmong(byId);
  addParents(byId, edges);
  addDependencies(model, edges);
  for (const [from, to] of callsIn(model)) edges.add(from, to, true);
  return { byId, needs: edges.needs, neededBy: edges.neededBy, childrenOf: childrenIn(byId), isSoft: edges.isSoft };
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
  const kind = kindOf(object);
  const content = canonicalText(JSON.stringify(kind.compared === undefined ? ownPart(object) : kind.compared(object)));
  const claims = kind.claims?.(object) ?? [];
  const goesWith = [...(kind.goesWith?.(object) ?? []), ...wholes.filter((id) => !id.startsWith('["table"'))];
  return { id: object.id, kind: object.kind, parent: object.parent, object, content, maker: kind, claims, goesWith };
}

function ownPart(object: SchemaObject): unknown {
  const {
    comment: _comment,
    owner: _owner,
    privileges: _privileges,
    securityLabels: _labels,
    dependsOnExtensions: _ties,
    ...own
  } = object;
  return own;
}

function facetFact(facet: Facet, object: SchemaObject): Fact | undefined {
  const payload = facet.payload(object);
  if (payload === undefined) return undefined;
  const id = facetId(facet.name, object.id);
  const content = JSON.stringify(payload);
  return { id, kind: facet.name, parent: object.id, object, content, maker: facet, claims: [], goesWith: [] };
}

function addParents(byId: ReadonlyMap<ObjectId, Fact>, edges: Edges): void {
  for (const fact of byId.values()) {
    if (fact.parent !== null) edges.add(fact.id, fact.parent);
    const facet = facets.find(({ name }) => name === fact.kind && fact.id !== fact.object.id);
    for (const needed of facet?.needs?.(fact.object) ?? []) edges.add(fact.id, needed);
  }
}

function addDependencies(model: SchemaModel, edges: Edges): void {
  for (const dependency of model.dependencies) {
    const object = model.objects.get(dependency.from);
    if (object === undefined || isBackwards(dependency)) continue;
    const taker = facets.find((facet) => facet.payload(object) !== undefined && facet.takes?.(object, dependency));
    const from = taker === undefined ? object.id : facetId(taker.name, object.id);
    edges.add(from, dependency.to, dependency.reason === "body");
  }
}

/** The index of a partition needs that of the whole table only in order to die with it: it is made before it. */
const isBackwards = ({ from, reason }: Dependency): boolean => reason === "partition" && !from.startsWith('["table"');

function childrenIn(byId: ReadonlyMap<ObjectId, Fact>): ReadonlyMap<ObjectId, readonly ObjectId[]> {
  const children = new Map<ObjectId, ObjectId[]>();
  for (const { id, parent } of byId.values()) {
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  return children;
}
