import type { IndexObject, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action, Alteration } from "./action.ts";
import { partitionsOf } from "./descent.ts";
import { partsOf } from "./constraint.ts";
import type { Context, Kind } from "./kind.ts";
import { concurrently, isConcurrent, isReplaceable, replaceIndex } from "./index-online.ts";
import { extrasOfNew, indexExtras } from "./index-extras.ts";
import type { Side } from "./side.ts";
import { spellId, spellName } from "./spell.ts";
import { UNPLANNED } from "./unplanned.ts";

/** Indexes of constraints come and go with them; their own are options, comment and statistics targets. */
export const index: Kind<IndexObject> = {
  kind: "index",
  compared: ({ definition, options, tablespace, statisticsTargets, valid, isPartitioned, constraint }) => ({
    definition: constraint === null ? definition : null,
    isOwned: constraint !== null,
    options,
    tablespace,
    statisticsTargets,
    onlyWhole: isPartitioned && !valid,
  }),
  create: (object, context) =>
    object.constraint === null ? createIndex(object, context) : indexExtras(undefined, object),
  drop: (object, context) => (object.constraint === null ? [dropIndex(object, context)] : []),
  alter: (from, to, context) => alterIndex(from, to, context),
  isTouched: wouldGetParts,
  phrase: (object) => `INDEX ${spellName(object)}`,
  ownerPhrase: () => null,
  grantPhrase: () => null,
  goesWith: ({ constraint, partitionOf }) => [constraint, partitionOf].filter((id) => id !== null),
  claims: (object) => [`relation ${spellName(object)}`],
};

function createIndex(object: IndexObject, context: Context): readonly Action[] {
  // Matching indexes of partitions are there first and become its parts: ONLY stays where it lacks parts in the end.
  const isWhole = object.isPartitioned && object.valid && !wouldTakeTwin(object, context);
  const sql = isWhole ? object.definition.replace(/ ON ONLY /, " ON ") : object.definition;
  const first = isConcurrent(object, context) ? concurrently(sql) : { sql };
  const parts = object.isPartitioned && object.valid && !isWhole ? partsOf(object.id, context.desired) : [];
  const attach = parts.map((id) => ({ sql: `ALTER INDEX ${spellName(object)} ATTACH PARTITION ${spellId(id)}` }));
  const needs = [...(object.isPartitioned ? beforeWhole(object, context) : []), ...afterTwins(object, context)];
  return [{ ...first, needs }, ...attach, ...extrasOfNew(object)];
}

/** Of two equal indexes of a partition the new index of the whole takes the older one: where that is not its part, it is told its parts. */
function wouldTakeTwin(object: IndexObject, { desired, isCreated }: Context): boolean {
  return partsOf(object.id, desired).some((id) => {
    const part = desired.object(id);
    const twins = part?.kind === "index" ? twinsOf(part, desired) : [];
    return twins.some((twin) => !isCreated(twin.id));
  });
}

/** An index that is no part comes after its twin, which is, has found its whole. */
const afterTwins = (object: IndexObject, { desired, isCreated }: Context): readonly ObjectId[] =>
  isLateTwin(object, desired)
    ? twinsOf(object, desired)
        .flatMap((twin) => [twin.id, twin.partitionOf ?? "", facetId("partition", object.parent ?? "")])
        .filter(isCreated)
    : [];

/** An index beside an equal one that is a part of the whole's: attached before it is made, the partition brings the other. */
export const isLateTwin = (object: SchemaObject, desired: Side): boolean =>
  object.kind === "index" && object.partitionOf === null && twinsOf(object, desired).length > 0;

const twinsOf = (object: IndexObject, desired: Side): readonly IndexObject[] =>
  desired
    .childrenOf(object.parent ?? "", "index")
    .filter(
      (one) => one.id !== object.id && one.partitionOf !== object.partitionOf && shapeOf(one) === shapeOf(object),
    );

const shapeOf = (index: IndexObject): string => bare(index).replace(/^.*? USING /s, "");

/** Its parts; all partitions where it lacks some, since ATTACH makes what is missing. */
const beforeWhole = (object: IndexObject, { desired }: Context): readonly ObjectId[] =>
  object.valid
    ? partsOf(object.id, desired)
    : [
        ...partsOf(object.id, desired),
        ...partitionsOf(desired, object.parent ?? "").map((id) => facetId("partition", id)),
      ];

/** A dropped index takes an instant, but waits for its lock in front of everybody else: not so CONCURRENTLY. */
function dropIndex(object: IndexObject, context: Context): Action {
  const isPart = object.isPartitioned || object.partitionOf !== null;
  const isFree = context.online && !isPart && !context.isDropped(object.parent ?? "");
  if (!isFree) return { sql: `DROP INDEX ${spellName(object)}${hasKeysAsParts(object, context) ? " CASCADE" : ""}` };
  return { sql: `DROP INDEX CONCURRENTLY ${spellName(object)}`, transactional: false };
}

/** The key of a partition that is a part of a mere index: neither can be dropped without the other. */
const hasKeysAsParts = (object: IndexObject, { current }: Context): boolean =>
  object.isPartitioned &&
  [...current.model.objects.values()].some(
    (one) => one.kind === "index" && one.partitionOf === object.id && one.constraint !== null,
  );

function alterIndex(from: IndexObject, to: IndexObject, context: Context): Alteration | "recreate" {
  if ((from.constraint === null) !== (to.constraint === null)) return "recreate";
  const isSame = to.constraint !== null || bare(from) === bare(to);
  if (isOnlyWhole(from) !== isOnlyWhole(to) || wouldGetParts(to, context)) return "recreate";
  if (!isSame) return isReplaceable(from, to, context) ? replaceIndex(from, to) : "recreate";
  if (to.isPartitioned && JSON.stringify(from.options) !== JSON.stringify(to.options))
    return to.constraint === null
      ? "recreate"
      : { actions: [{ sql: `${UNPLANNED}${OPTIONS_OF_WHOLE} ${spellName(to)}` }] };
  return { actions: indexExtras(from, to) };
}

/** ATTACH makes the parts that an index of ONLY the whole table is to stay without: it is made after that. */
function wouldGetParts(object: IndexObject, { desired, isCreated }: Context): boolean {
  if (!isOnlyWhole(object) || object.constraint !== null) return false;
  return partitionsOf(desired, object.parent ?? "").some((id) => isCreated(facetId("partition", id)));
}

/** PostgreSQL refuses ALTER INDEX … SET there. */
const OPTIONS_OF_WHOLE = "other storage parameters for the index of a partitioned table's key";

const isOnlyWhole = ({ isPartitioned, valid }: IndexObject): boolean => isPartitioned && !valid;

/** The definition without storage parameters. */
const bare = ({ definition, options }: IndexObject): string =>
  options.length === 0 ? definition : definition.replace(/ WITH \([^)]*\)/, "");
