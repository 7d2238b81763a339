import type { ConstraintObject, IndexObject, TableObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable, leaving } from "./column-name.ts";
import { beforeNotValid, isTakenByNew, validateAlone } from "./check-not-valid.ts";
import { addOnline } from "./constraint-online.ts";
import { lastingParents, parentsOf, siblingId } from "./descent.ts";
import { exclusionsBefore } from "./exclusion-order.ts";
import { extrasOfNew, indexExtras } from "./index-extras.ts";
import type { Context, Kind } from "./kind.ts";
import { holdsOwn } from "./not-null-origin.ts";
import { spell, spellOptions } from "./spell.ts";
import { afterTwins, attachParts, partsOf, wouldTakeTwin } from "./twins.ts";

export const constraint: Kind<ConstraintObject> = {
  kind: "constraint",
  compared: ({ definition, validated, enforced, noInherit }) => ({ definition, validated, enforced, noInherit }),
  create: addConstraint,
  drop: dropConstraint,
  alter: alterConstraint,
  isTouched: (object, context) => isTakenByNew(object, context) || holdsOwn(object, context),
  phrase: (object) => `CONSTRAINT ${spell(object.name)} ON ${columnTable(object)}`,
  ownerPhrase: () => null,
  grantPhrase: () => null,
};

export const isOnIndex = ({ constraintKind }: ConstraintObject): boolean =>
  constraintKind === "primary-key" || constraintKind === "unique" || constraintKind === "exclusion";

function addConstraint(object: ConstraintObject, context: Context): readonly Action[] {
  if (comesFromParent(object, context)) return validateAlone(object, context);
  const online = addOnline(object, context);
  const others = afterOthers(object, context);
  if (online !== undefined)
    return [...online.slice(0, 1).map((action) => Object.assign({}, action, { needs: others })), ...online.slice(1)];
  const indexes = indexesOf(object, context);
  const apart = indexes.find((index) => isKey(object) && index.isPartitioned && wouldTakeTwin(index, context));
  const table = `${apart === undefined ? "" : "ONLY "}${columnTable(object)}`;
  return [
    {
      sql: `ALTER TABLE ${table} ADD CONSTRAINT ${spell(object.name)} ${withOptions(object, indexes)}`,
      creates: indexIds(object, context),
      needs: [...partsFirst(object, context), ...beforeNotValid(object, context), ...others],
    },
    ...(apart === undefined ? [] : attachParts(apart, context)),
    ...indexes.flatMap((index) => (isKey(object) ? extrasOfNew(index) : indexExtras(undefined, index))),
  ];
}

/** A key that is no part comes after its twin, which is, has found its whole; a primary key after NOT NULL that is valid in the whole too. */
const afterOthers = (object: ConstraintObject, context: Context): readonly string[] => [
  ...(isKey(object) ? indexesOf(object, context).flatMap((index) => afterTwins(index, context)) : []),
  ...(object.constraintKind === "primary-key" ? columnsAbove(object, context) : []),
  ...exclusionsBefore(object, context),
];

const columnsAbove = ({ columns, parent }: ConstraintObject, context: Context): readonly string[] =>
  lastingParents(context, parent ?? "")
    .flatMap((table) => context.desired.childrenOf(table, "column"))
    .filter(({ name }) => columns.includes(name))
    .map(({ id }) => id);

const isKey = ({ constraintKind }: ConstraintObject): boolean =>
  constraintKind === "primary-key" || constraintKind === "unique";

/** Storage parameters of the index of a partitioned table can only be said when it is made. */
function withOptions(object: ConstraintObject, [index]: readonly IndexObject[]): string {
  if (index === undefined || index.options.length === 0 || !isKey(object)) return object.definition;
  const [, rest = "", time = ""] =
    /^([\s\S]*?)((?: DEFERRABLE(?: INITIALLY DEFERRED)?)?)$/.exec(object.definition) ?? [];
  return `${rest} WITH (${spellOptions(index.options)})${time}`;
}

/**
 * Keys of partitions keep their own names, so they are made first; foreign keys and checks come down from the parent, and exclusion
 * constraints too: those of a partition are never matched (CompareIndexInfo of PostgreSQL).
 */
function comesFromParent(object: ConstraintObject, context: Context): boolean {
  const isMatched = isOnIndex(object) && object.constraintKind !== "exclusion";
  if (!object.isInherited || object.isLocal || isMatched) return false;
  // A table that joins must have its checks: only the rest is made by that.
  const isJoining = object.constraintKind === "check" && !context.isCreated(object.parent ?? "");
  const parents = isJoining
    ? lastingParents(context, object.parent ?? "")
    : parentsOf(context.desired, object.parent ?? "");
  return parents.length > 0;
}

const indexesOf = (object: ConstraintObject, { desired }: Context): readonly IndexObject[] =>
  desired.childrenOf(object.parent ?? "", "index").filter((index) => index.constraint === object.id);

const indexIds = (object: ConstraintObject, context: Context): readonly string[] =>
  indexesOf(object, context).map(({ id }) => id);

/** The keys of partitions, which that of the whole table then takes as its parts. */
function partsFirst(object: ConstraintObject, { desired }: Context): readonly string[] {
  const table = desired.object(object.parent ?? "");
  if (!isOnIndex(object) || !isPartitioned(table)) return [];
  const whole = desired.childrenOf(table.id, "index").find((index) => index.constraint === object.id);
  return whole === undefined ? [] : partsOf(whole.id, desired);
}

export const isPartitioned = (object: unknown): object is TableObject =>
  typeof object === "object" && object !== null && "tableKind" in object && object.tableKind === "partitioned";

function dropConstraint(object: ConstraintObject, context: Context): readonly Action[] {
  const parents = lastingParents(context, object.parent ?? "");
  if (object.isInherited && !object.isLocal && parents.some((parent) => isGoneFrom(parent, object, context))) return [];
  const sql = `ALTER TABLE ${columnTable(object)} DROP CONSTRAINT ${spell(object.name)}`;
  return [{ sql, after: object.isInherited ? leaving(object) : [] }];
}

const isGoneFrom = (parent: string, object: ConstraintObject, context: Context): boolean =>
  isOnIndex(object) || object.constraintKind === "foreign-key" || context.isDropped(siblingId(object.id, parent));

const isOnlyInherited = ({ isInherited, isLocal }: ConstraintObject): boolean => isInherited && !isLocal;

/** An heir that is made after a constraint that is not valid has it valid, and nothing makes it less. */
const isValidOf = (from: ConstraintObject, to: ConstraintObject): boolean =>
  from.validated && !to.validated && from.definition === to.definition.replace(/ NOT VALID$/, "");

function alterConstraint(from: ConstraintObject, to: ConstraintObject, context: Context): Alteration | "recreate" {
  if (isTakenByNew(to, context) || holdsOwn(to, context)) return "recreate";
  const isOnlyValidated =
    !from.validated && to.validated && from.definition.replace(/ NOT VALID$/, "") === to.definition;
  if (isOnlyInherited(to) && isValidOf(from, to)) return { actions: [] };
  if (!isOnlyValidated) return "recreate";
  return { actions: [{ sql: `ALTER TABLE ${columnTable(to)} VALIDATE CONSTRAINT ${spell(to.name)}` }] };
}
