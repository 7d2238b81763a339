import type { IndexObject, ObjectId } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action, Alteration } from "./action.ts";
import { partitionsOf } from "./descent.ts";
import type { Context, Kind } from "./kind.ts";
import { concurrently, isConcurrent, isReplaceable, replaceIndex } from "./index-online.ts";
import { extrasOfNew, indexExtras } from "./index-extras.ts";
import { spellName } from "./spell.ts";
import { afterTwins, attachParts, bare, partsOf, wouldTakeTwin } from "./twins.ts";
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
  const attach = object.isPartitioned && object.valid && !isWhole ? attachParts(object, context) : [];
  const needs = [...(object.isPartitioned ? beforeWhole(object, context) : []), ...afterTwins(object, context)];
  return [{ ...first, needs }, ...attach, ...extrasOfNew(object)];
}

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
