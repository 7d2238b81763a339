import type { ConstraintObject, IndexObject, ObjectId, SchemaObject, TableObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import type { Context } from "../kinds/kind.ts";
import type { Side } from "../kinds/side.ts";
import { spell, spellId, spellName } from "../kinds/spell.ts";
import { isLateTwin, partTwins } from "../kinds/twins.ts";
import { UNPLANNED } from "../kinds/unplanned.ts";
import { detachPartition } from "./detach.ts";
import { type Facet, facetId } from "./facet.ts";

type Place = NonNullable<TableObject["partitionOf"]>;

const placeOf = (object: SchemaObject): Place | null => (object.kind === "table" ? object.partitionOf : null);

/**
 * Its own indexes and constraints come first: ATTACH takes them where it would otherwise make its own. What goes from either table is gone
 * by then: both must have the same columns, and a part every check of the whole.
 */
function attach(object: SchemaObject, context: Context): readonly Action[] {
  const { current, desired, isDropped } = context;
  const place = placeOf(object);
  if (place === null) return [];
  const twins = partTwins(object.id, desired);
  const made = madeByAttach(object, twins, context);
  const [twin, other] = twins;
  if (twin !== undefined && other !== undefined && made.length === 0)
    return [{ sql: `${UNPLANNED}${eitherForEither(object, [twin, other])}` }];
  const parts = [
    ...desired.childrenOf(object.id, "index"),
    ...desired.childrenOf(object.id, "constraint"),
    ...desired.childrenOf(object.id, "column"),
  ].filter(({ id }) => !made.includes(id));
  return [
    {
      sql: `ALTER TABLE ${spellId(place.table)} ATTACH PARTITION ${spellName(object)} ${place.bound}`,
      creates: made,
      needs: [
        ...parts.filter((part) => isOwnMade(part) && !isLateTwin(part, desired)),
        ...desired.childrenOf(place.table, "column"),
      ].map(({ id }) => id),
      after: goneFrom(current, [object.id, place.table]).filter(isDropped),
    },
  ];
}

/**
 * Equal keys of a new partition that ATTACH itself makes, each under its whole's, by the names that they shall have: told beforehand, it
 * would take either for either. Source: ChooseIndexName of PostgreSQL.
 */
function madeByAttach(
  { id, name }: SchemaObject,
  twins: readonly IndexObject[],
  { desired, isCreated }: Context,
): readonly ObjectId[] {
  const keys = twins.flatMap((twin) => {
    const key = desired.object(twin.constraint ?? "");
    return key?.kind === "constraint" ? [{ key, chosen: chosenName(name, key) }] : [];
  });
  const isSure =
    keys.length === twins.length &&
    new Set(keys.map(({ chosen }) => chosen)).size === keys.length &&
    keys.every(({ key, chosen }) => key.name === chosen && Buffer.byteLength(chosen) < NAME_BYTES);
  return isSure && isCreated(id) ? [...twins.map((twin) => twin.id), ...keys.map(({ key }) => key.id)] : [];
}

const NAME_BYTES = 64;

const chosenName = (table: string, { constraintKind, columns }: ConstraintObject): string =>
  constraintKind === "primary-key" ? `${table}_pkey` : `${table}_${columns.join("_")}_key`;

const eitherForEither = (object: SchemaObject, [one, other]: readonly [IndexObject, IndexObject]): string =>
  `which of its whole's indexes ${spellName(one)} and ${spellName(other)} belong to: ATTACH PARTITION ${spellName(object)} takes either for either, for they are equal`;

const goneFrom = (current: Side, tables: readonly ObjectId[]): readonly ObjectId[] =>
  tables
    .flatMap((id) => [
      ...current.childrenOf(id, "column"),
      ...current.childrenOf(id, "constraint").filter(({ constraintKind }) => constraintKind === "check"),
    ])
    .map(({ id }) => id);

const isOwnMade = (part: SchemaObject): boolean =>
  part.kind !== "constraint" || (part.kind === "constraint" && part.constraintKind !== "foreign-key");

const detach = (object: SchemaObject, context: Context): readonly Action[] =>
  object.kind === "table" ? [...detachPartition(object, context), ...withoutExclusions(object, context)] : [];

/** Of a partition that will be back: ATTACH makes its exclusion constraints anew beside those that it has. */
const withoutExclusions = (
  object: TableObject,
  { current, desired, isDropped, isCreated }: Context,
): readonly Action[] =>
  isDropped(object.id) || !isCreated(facetId("partition", object.id))
    ? []
    : current
        .childrenOf(object.id, "constraint")
        .filter((one) => one.constraintKind === "exclusion" && one.isInherited && !one.isLocal && !isDropped(one.id))
        .filter(({ id }) => {
          const after = desired.object(id);
          return after?.kind === "constraint" && after.isInherited && !after.isLocal;
        })
        .map(({ name }) => ({ sql: `ALTER TABLE ${spellName(object)} DROP CONSTRAINT ${spell(name)}` }));

/** The place of a partition in its table. */
export const partition: Facet = {
  name: "partition",
  payload: (object) => placeOf(object) ?? undefined,
  needs: (object) => [placeOf(object)?.table ?? ""],
  takes: (object, { to }) => placeOf(object)?.table === to,
  create: attach,
  drop: detach,
  alter: () => "recreate",
};

const wholeOf = (object: SchemaObject): ObjectId | null => (object.kind === "index" ? object.partitionOf : null);

/** The index of the whole table that an index of a partition is a part of. Mostly a new index finds its parts by itself. */
export const indexPartition: Facet = {
  name: "index-partition",
  payload: (object) => wholeOf(object) ?? undefined,
  create(object, context) {
    const whole = wholeOf(object);
    if (whole === null || comesByItself(object, whole, context)) return [];
    return [{ sql: `ALTER INDEX ${spellId(whole)} ATTACH PARTITION ${spellName(object)}`, needs: [whole] }];
  },
  drop: () => [],
  alter: () => "recreate",
};

function comesByItself(object: SchemaObject, whole: ObjectId, context: Context): boolean {
  const table = object.parent ?? "";
  return context.isCreated(whole) || context.isCreated(facetId("partition", table));
}
