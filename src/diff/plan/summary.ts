import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import { sortedBy } from "../../kit/index.ts";
import type { Comparison } from "./chain.ts";
import type { Hazard } from "./hazard.ts";
import type { Node } from "./graph.ts";

/** What happens to one object, its parts and facets included. */
export interface ObjectChange {
  readonly verb: "create" | "drop" | "alter" | "recreate" | "rename";
  readonly id: ObjectId;
  readonly kind: SchemaObject["kind"];
  /** `public.users.email` */
  readonly name: string;
  /** What of it: `comment`, `privileges`; empty where the object itself changes. */
  readonly parts: readonly string[];
  readonly hazards: readonly Hazard[];
}

/** The changes as a person counts them: what comes or goes with its table is not named again. */
export function changedObjects(comparison: Comparison, nodes: readonly Node[]): readonly ObjectChange[] {
  const touched = touchedObjects(comparison);
  const hazards = hazardsByObject(nodes);
  const facets = facetsByObject(comparison);
  const changes = [...touched].flatMap(([id, object]): readonly ObjectChange[] => {
    const verb = verbOf(comparison, id);
    if (isPartOfAnother(comparison, object) || (verb !== "alter" && isImplied(object))) return [];
    const isWhole = verb !== "alter" || comparison.changes.altered.has(id);
    const parts = isWhole ? [] : [...(facets.get(id) ?? [])].sort();
    return [{ verb, id, kind: object.kind, name: nameOf(id), parts, hazards: hazards.get(id) ?? [] }];
  });
  return sortedBy(changes, ({ id }) => id);
}

function touchedObjects({ current, desired, changes }: Comparison): ReadonlyMap<ObjectId, SchemaObject> {
  const touched = new Map<ObjectId, SchemaObject>();
  const altered = [...changes.altered].flatMap(([id, { actions }]) => (actions.length === 0 ? [] : [id]));
  for (const id of [...changes.dropped, ...changes.created, ...altered]) {
    const object = (desired.byId.get(id) ?? current.byId.get(id))?.object;
    if (object !== undefined && !isBornWith(id, object, changes.created)) touched.set(object.id, object);
  }
  return touched;
}

/** Owner and privileges are there with every object: alone they are no news. */
const isBornWith = (id: ObjectId, object: SchemaObject, created: ReadonlySet<ObjectId>): boolean =>
  id !== object.id && created.has(object.id);

function verbOf({ changes }: Comparison, id: ObjectId): ObjectChange["verb"] {
  const [comes, goes] = [changes.created.has(id), changes.dropped.has(id)];
  if (comes && goes) return "recreate";
  if (comes) return "create";
  return goes ? "drop" : "alter";
}

const isPartOfAnother = ({ changes }: Comparison, { parent }: SchemaObject): boolean =>
  parent !== null && (changes.created.has(parent) || changes.dropped.has(parent));

/** The index of a constraint, the sequence of a column. */
const isImplied = (object: SchemaObject): boolean =>
  (object.kind === "index" && object.constraint !== null) ||
  (object.kind === "sequence" && (object.identityOf ?? object.ownedBy) !== null);

/** Names of the facets that change, by their object. */
function facetsByObject({ current, desired, changes }: Comparison): ReadonlyMap<ObjectId, ReadonlySet<string>> {
  const byObject = new Map<ObjectId, Set<string>>();
  for (const id of [...changes.created, ...changes.dropped, ...changes.altered.keys()]) {
    const fact = desired.byId.get(id) ?? current.byId.get(id);
    if (fact === undefined || fact.object.id === id) continue;
    const names = byObject.get(fact.object.id) ?? new Set();
    byObject.set(fact.object.id, names.add(fact.kind));
  }
  return byObject;
}

function hazardsByObject(nodes: readonly Node[]): ReadonlyMap<ObjectId, readonly Hazard[]> {
  const byObject = new Map<ObjectId, Hazard[]>();
  for (const { chain, action } of nodes) {
    const list = byObject.get(chain.fact.object.id) ?? [];
    list.push(...(action.hazards ?? []));
    byObject.set(chain.fact.object.id, list);
  }
  return byObject;
}

/** `["column","public","users","email"]` → `public.users.email` */
function nameOf(id: ObjectId): string {
  const parts: unknown = JSON.parse(id);
  return Array.isArray(parts)
    ? parts
        .slice(1)
        .map(String)
        .filter((part) => part !== "")
        .join(".")
    : id;
}
