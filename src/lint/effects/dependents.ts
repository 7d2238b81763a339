import { relationKey, type RelationName } from "../../catalog/index.ts";
import type { Dependent, ObjectName, TargetFacts } from "../target.ts";

/** Worked out once per target. */
const known = new WeakMap<TargetFacts, ReadonlyMap<string, readonly Dependent[]>>();

const nameKey = ({ kind, schema, name }: ObjectName): string => `${kind} ${relationKey({ schema, name })}`;

function dependentsOf(target: TargetFacts): ReadonlyMap<string, readonly Dependent[]> {
  const before = known.get(target);
  if (before !== undefined) return before;
  const found = new Map<string, Dependent[]>();
  for (const one of target.dependents) {
    const list = found.get(nameKey(one.on)) ?? [];
    list.push(one);
    found.set(nameKey(one.on), list);
  }
  known.set(target, found);
  return found;
}

interface Dropped {
  readonly objects: readonly ObjectName[];
  readonly isCascade: boolean;
}

/**
 * The relations that lose something, or go, when things are dropped: views over a table, tables with a trigger that calls a function,
 * tables with a column of a type. Each is locked as the thing itself is.
 */
export function goingWith(target: TargetFacts | undefined, { objects, isCascade }: Dropped): readonly RelationName[] {
  if (target === undefined) return [];
  const dependents = dependentsOf(target);
  const met = new Set(objects.map(fullKey));
  const queue = [...objects];
  const found: RelationName[] = [];
  for (let at = 0; at < queue.length; at += 1) {
    const one = queue[at];
    if (one === undefined) break;
    for (const { on, object, isWhole, isAutomatic } of dependents.get(nameKey(one)) ?? []) {
      if (!isTouched(one, on) || !(isCascade || isAutomatic)) continue;
      if (object.kind === "relation") found.push({ schema: object.schema, name: object.name });
      const isPart = !isWhole && object.column === null;
      if (isPart || met.has(fullKey(object))) continue;
      met.add(fullKey(object));
      queue.push(object);
    }
  }
  return found;
}

const fullKey = (object: ObjectName): string => `${nameKey(object)} ${object.column ?? ""}`;

/** With a whole relation go all of its columns. */
const isTouched = (gone: ObjectName, on: ObjectName): boolean =>
  gone.column === null || on.column === null || gone.column === on.column;
