import type { IndexObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { partsOf } from "./constraint.ts";
import type { Context, Kind } from "./kind.ts";
import { concurrently, isConcurrent, isReplaceable, replaceIndex } from "./index-online.ts";
import { literal, optionChanges, spell, spellName } from "./spell.ts";

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
  create: (object, context) => (object.constraint === null ? createIndex(object, context) : extras(undefined, object)),
  drop: (object, context) => (object.constraint === null ? [dropIndex(object, context)] : []),
  alter: (from, to, context) => alterIndex(from, to, context),
  phrase: (object) => `INDEX ${spellName(object)}`,
  ownerPhrase: () => null,
  grantPhrase: () => null,
  goesWith: ({ constraint, partitionOf }) => [constraint, partitionOf].filter((id) => id !== null),
  claims: (object) => [`relation ${spellName(object)}`],
};

function createIndex(object: IndexObject, context: Context): readonly Action[] {
  // Matching indexes of partitions are there first and become its parts: ONLY stays where it lacks parts in the end.
  const isWhole = object.isPartitioned && object.valid;
  const sql = isWhole ? object.definition.replace(/ ON ONLY /, " ON ") : object.definition;
  const first = isConcurrent(object, context) ? concurrently(sql) : { sql };
  return [
    { ...first, needs: object.isPartitioned ? partsOf(object.id, context.desired) : [] },
    ...extras({ ...object, statisticsTargets: [], tablespace: null }, object),
  ];
}

const alterText = (object: IndexObject, clause: string): Action => ({
  sql: `ALTER INDEX ${spellName(object)} ${clause}`,
});

/** What a definition does not say. */
function extras(from: IndexObject | undefined, to: IndexObject): readonly Action[] {
  const { set, reset } = optionChanges(from?.options ?? [], to.options);
  const targets = to.statisticsTargets.filter(
    ({ key, target }) => from?.statisticsTargets.find((one) => one.key === key)?.target !== target,
  );
  const lost = (from?.statisticsTargets ?? []).filter(
    ({ key }) => !to.statisticsTargets.some((one) => one.key === key),
  );
  return [
    ...(set.length === 0
      ? []
      : [alterText(to, `SET (${set.map(({ name, value }) => `${spell(name)}=${literal(value)}`).join(", ")})`)]),
    ...(reset.length === 0 ? [] : [alterText(to, `RESET (${reset.map(spell).join(", ")})`)]),
    ...(from?.tablespace === to.tablespace || (from === undefined && to.tablespace === null)
      ? []
      : [alterText(to, `SET TABLESPACE ${spell(to.tablespace ?? "pg_default")}`)]),
    ...targets.map(({ key, target }) => alterText(to, `ALTER COLUMN ${key} SET STATISTICS ${target}`)),
    ...lost.map(({ key }) => alterText(to, `ALTER COLUMN ${key} SET STATISTICS -1`)),
  ];
}

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
  if (isOnlyWhole(from) !== isOnlyWhole(to)) return "recreate";
  if (!isSame) return isReplaceable(from, to, context) ? replaceIndex(from, to) : "recreate";
  return { actions: extras(from, to) };
}

const isOnlyWhole = ({ isPartitioned, valid }: IndexObject): boolean => isPartitioned && !valid;

/** The definition without storage parameters. */
const bare = ({ definition, options }: IndexObject): string =>
  options.length === 0 ? definition : definition.replace(/ WITH \([^)]*\)/, "");
