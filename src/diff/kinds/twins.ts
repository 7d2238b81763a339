import type { ConstraintObject, IndexObject, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action } from "./action.ts";
import type { Context } from "./kind.ts";
import type { Side } from "./side.ts";
import { spellId, spellName } from "./spell.ts";

/** Indexes of partitions that are parts of this one. */
export const partsOf = (whole: string, { model }: Context["desired"]): readonly string[] =>
  [...model.objects.values()].flatMap((one) => (one.kind === "index" && one.partitionOf === whole ? [one.id] : []));

/** What an index of ONLY the whole table is told. */
export const attachParts = (object: IndexObject, { desired }: Context): readonly Action[] =>
  partsOf(object.id, desired).map((id) => ({
    sql: `ALTER INDEX ${spellName(object)} ATTACH PARTITION ${spellId(id)}`,
  }));

/** Of two equal indexes of a partition the new index of the whole takes the older one: where that is not its part, it is told its parts. */
export function wouldTakeTwin(object: IndexObject, { desired, isCreated }: Context): boolean {
  return partsOf(object.id, desired).some((id) => {
    const part = desired.object(id);
    const twins = part?.kind === "index" ? twinsOf(part, desired) : [];
    return twins.some((twin) => !isCreated(twin.id));
  });
}

/** An index that is no part comes after its twin, which is, has found its whole. */
export const afterTwins = (object: IndexObject, { desired, isCreated }: Context): readonly ObjectId[] =>
  isLateTwin(object, desired)
    ? twinsOf(object, desired)
        .flatMap((twin) => [twin.id, twin.partitionOf ?? "", facetId("partition", object.parent ?? "")])
        .filter(isCreated)
    : [];

/** An index beside an equal one that is a part of the whole's: attached before it is made, the partition brings the other. */
export function isLateTwin(object: SchemaObject, desired: Side): boolean {
  const one = object.kind === "constraint" ? indexOfKey(object, desired) : object;
  return one?.kind === "index" && one.partitionOf === null && twinsOf(one, desired).length > 0;
}

/** Two equal indexes of a partition that are parts of two of its whole's: ATTACH takes either for either. */
export const partTwins = (table: ObjectId, desired: Side): readonly IndexObject[] =>
  desired
    .childrenOf(table, "index")
    .filter((one) => one.partitionOf !== null && twinsOf(one, desired).some((twin) => twin.partitionOf !== null));

/** Exclusion constraints are never matched (CompareIndexInfo of PostgreSQL). */
const indexOfKey = (object: ConstraintObject, desired: Side): IndexObject | undefined =>
  object.constraintKind === "exclusion"
    ? undefined
    : desired.childrenOf(object.parent ?? "", "index").find(({ constraint }) => constraint === object.id);

const twinsOf = (object: IndexObject, desired: Side): readonly IndexObject[] =>
  desired
    .childrenOf(object.parent ?? "", "index")
    .filter(
      (one) => one.id !== object.id && one.partitionOf !== object.partitionOf && shapeOf(one) === shapeOf(object),
    );

const shapeOf = (index: IndexObject): string => bare(index).replace(/^.*? USING /s, "");

/** The definition without storage parameters. */
export const bare = ({ definition, options }: IndexObject): string =>
  options.length === 0 ? definition : definition.replace(/ WITH \([^)]*\)/, "");
