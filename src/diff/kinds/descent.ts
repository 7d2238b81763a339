import { objectId, type ObjectId, type TableObject } from "../../catalog/schema/index.ts";
import type { Context } from "./kind.ts";
import { idParts } from "./spell.ts";
import type { Side } from "./side.ts";

const tableOf = (side: Side, id: ObjectId): TableObject | undefined => {
  const object = side.object(id);
  return object?.kind === "table" ? object : undefined;
};

/** The partitioned table, or the tables that it inherits from. */
export function parentsOf(side: Side, table: ObjectId): readonly ObjectId[] {
  const object = tableOf(side, table);
  if (object === undefined) return [];
  return object.partitionOf === null ? object.inherits : [object.partitionOf.table];
}

/** Of a partitioned table, one level. */
export const partitionsOf = (side: Side, table: ObjectId): readonly ObjectId[] =>
  childrenOn(side, table).filter((id) => tableOf(side, id)?.partitionOf?.table === table);

/** All partitions and heirs of all levels, as one state has them. */
export const heirsIn = (side: Side, table: ObjectId): readonly ObjectId[] =>
  childrenOn(side, table).flatMap((heir) => [heir].concat(heirsIn(side, heir)));

function childrenOn(side: Side, table: ObjectId): readonly ObjectId[] {
  const known = children.get(side) ?? childrenIn(side);
  children.set(side, known);
  return known.get(table) ?? [];
}

const children = new WeakMap<Side, ReadonlyMap<ObjectId, readonly ObjectId[]>>();

function childrenIn(side: Side): ReadonlyMap<ObjectId, readonly ObjectId[]> {
  const found = new Map<ObjectId, ObjectId[]>();
  for (const object of side.model.objects.values()) {
    if (object.kind !== "table") continue;
    for (const parent of parentsOf(side, object.id)) {
      const siblings = found.get(parent);
      if (siblings === undefined) found.set(parent, [object.id]);
      else siblings.push(object.id);
    }
  }
  return found;
}

/** Tables of all levels below it that stay there: what is done to it is done to them. */
export function lastingHeirs(context: Context, table: ObjectId): readonly ObjectId[] {
  const heirs = childrenOn(context.desired, table).filter((heir) => lastingParents(context, heir).includes(table));
  return [...heirs, ...heirs.flatMap((heir) => lastingHeirs(context, heir))];
}

/** Parents that it had before, has after, and keeps all the while: what is done to them is done to it. */
export function lastingParents({ current, desired, isCreated }: Context, table: ObjectId): readonly ObjectId[] {
  const before = new Set(parentsOf(current, table));
  return parentsOf(desired, table).filter((id) => before.has(id) && !isCreated(id) && !isCreated(table));
}

/** The same column, constraint … of another table. @example siblingId('["column","public","part","a"]', parentTableId) */
export function siblingId(id: ObjectId, table: ObjectId): ObjectId {
  const [kind, ...parts] = kindAndParts(id);
  return objectId(kind ?? "", ...idParts(table), ...parts.slice(2));
}

function kindAndParts(id: ObjectId): readonly string[] {
  const parts: unknown = JSON.parse(id);
  return Array.isArray(parts) ? parts.map(String) : [];
}

/** `ONLY` where other tables inherit from it, so that they keep what they have. */
export const onlyFor = (context: Context, table: ObjectId): string => (isInherited(context, table) ? "ONLY " : "");

/** Whether other tables have it for a parent, before or after. */
export const isInherited = ({ current, desired }: Context, table: ObjectId): boolean =>
  hasHeirs(current, table) || hasHeirs(desired, table);

const heirs = new WeakMap<Side, ReadonlySet<ObjectId>>();

function hasHeirs(side: Side, table: ObjectId): boolean {
  const known = heirs.get(side) ?? allParents(side);
  heirs.set(side, known);
  return known.has(table);
}

function allParents(side: Side): ReadonlySet<ObjectId> {
  const parents = new Set<ObjectId>();
  for (const object of side.model.objects.values())
    if (object.kind === "table") for (const parent of parentsOf(side, object.id)) parents.add(parent);
  return parents;
}
