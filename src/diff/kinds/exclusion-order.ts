import type { ConstraintObject, IndexObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Context } from "./kind.ts";
import type { Side } from "./side.ts";
import { partsOf } from "./twins.ts";

/**
 * The server names the exclusion constraints of partitions after the whole's, with a number for each that comes later: those of the whole are
 * made in the order that the names of their parts tell. Source: ChooseIndexName of indexcmds.c.
 */
export function exclusionsBefore(object: ConstraintObject, { desired, isCreated }: Context): readonly ObjectId[] {
  if (object.constraintKind !== "exclusion") return [];
  const own = firstPart(object, desired);
  if (own === undefined) return [];
  return desired
    .childrenOf(object.parent ?? "", "constraint")
    .filter(({ id, constraintKind }) => id !== object.id && constraintKind === "exclusion" && isCreated(id))
    .filter((other) => {
      const part = firstPart(other, desired);
      return part?.parent === own.parent && isEarlier(part?.name ?? "", own.name);
    })
    .map(({ id }) => id);
}

function firstPart({ id, parent }: ConstraintObject, desired: Side): IndexObject | undefined {
  const whole = desired.childrenOf(parent ?? "", "index").find(({ constraint }) => constraint === id);
  if (whole === undefined || !whole.isPartitioned) return undefined;
  const parts = partsOf(whole.id, desired).flatMap((part) => desired.object(part) ?? []);
  const indexes = parts.filter((part) => part.kind === "index");
  return indexes.toSorted((a, b) => ((a.parent ?? "") < (b.parent ?? "") ? -1 : 1))[0];
}

const isEarlier = (one: string, other: string): boolean =>
  one.length < other.length || (one.length === other.length && one < other);
