import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Fact } from "./fact.ts";

/** Who needs whom, in both directions. */
export interface Edges {
  readonly needs: ReadonlyMap<ObjectId, ReadonlySet<ObjectId>>;
  readonly neededBy: ReadonlyMap<ObjectId, ReadonlySet<ObjectId>>;
  readonly isSoft: (from: ObjectId, to: ObjectId) => boolean;
  readonly add: (from: ObjectId, to: ObjectId, isSoft?: boolean) => void;
}

/** No edges yet; what leads to or from something unknown is not added. */
export function edgesAmong(known: ReadonlyMap<ObjectId, Fact>): Edges {
  const needs = new Map<ObjectId, Set<ObjectId>>();
  const neededBy = new Map<ObjectId, Set<ObjectId>>();
  const soft = new Set<string>();
  const add = (from: ObjectId, to: ObjectId, isSoft = false): void => {
    if (from === to || !known.has(from) || !known.has(to)) return;
    const isNew = needs.get(from)?.has(to) !== true;
    if (!isSoft) soft.delete(pair(from, to));
    else if (isNew) soft.add(pair(from, to));
    put(needs, from, to);
    put(neededBy, to, from);
  };
  return { needs, neededBy, isSoft: (from, to) => soft.has(pair(from, to)), add };
}

const pair = (from: ObjectId, to: ObjectId): string => `${from} ${to}`;

function put(map: Map<ObjectId, Set<ObjectId>>, key: ObjectId, value: ObjectId): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}
