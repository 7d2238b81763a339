import type { ConstraintObject, TableObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { lastingParents, parentsOf, siblingId } from "./descent.ts";
import { addOnline } from "./constraint-online.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

export const constraint: Kind<ConstraintObject> = {
  kind: "constraint",
  compared: ({ definition, validated, enforced, noInherit }) => ({ definition, validated, enforced, noInherit }),
  create: addConstraint,
  drop: dropConstraint,
  alter: alterConstraint,
  phrase: (object) => `CONSTRAINT ${spell(object.name)} ON ${columnTable(object)}`,
  ownerPhrase: () => null,
  grantPhrase: () => null,
};

export const isOnIndex = ({ constraintKind }: ConstraintObject): boolean =>
  constraintKind === "primary-key" || constraintKind === "unique" || constraintKind === "exclusion";

function addConstraint(object: ConstraintObject, context: Context): readonly Action[] {
  if (comesFromParent(object, context)) return [];
  const online = addOnline(object, context);
  if (online !== undefined) return online;
  return [
    {
      sql: `ALTER TABLE ${columnTable(object)} ADD CONSTRAINT ${spell(object.name)} ${object.definition}`,
      creates: indexIds(object, context),
      needs: partsFirst(object, context),
    },
  ];
}

/** Keys of partitions keep their own names, so they are made first; foreign keys and checks come down from the parent. */
function comesFromParent(object: ConstraintObject, { desired }: Context): boolean {
  if (!object.isInherited || object.isLocal || isOnIndex(object)) return false;
  return parentsOf(desired, object.parent ?? "").length > 0;
}

export const indexIds = (object: ConstraintObject, { desired }: Context): readonly string[] =>
  desired
    .childrenOf(object.parent ?? "", "index")
    .flatMap((index) => (index.constraint === object.id ? [index.id] : []));

/** The keys of partitions, which that of the whole table then takes as its parts. */
function partsFirst(object: ConstraintObject, { desired }: Context): readonly string[] {
  const table = desired.object(object.parent ?? "");
  if (!isOnIndex(object) || !isPartitioned(table)) return [];
  const whole = desired.childrenOf(table.id, "index").find((index) => index.constraint === object.id);
  return whole === undefined ? [] : partsOf(whole.id, desired);
}

export const isPartitioned = (object: unknown): object is TableObject =>
  typeof object === "object" && object !== null && "tableKind" in object && object.tableKind === "partitioned";

/** Indexes of partitions that are parts of this one. */
export const partsOf = (whole: string, { model }: Context["desired"]): readonly string[] =>
  [...model.objects.values()].flatMap((one) => (one.kind === "index" && one.partitionOf === whole ? [one.id] : []));

function dropConstraint(object: ConstraintObject, context: Context): readonly Action[] {
  const parents = lastingParents(context, object.parent ?? "");
  if (object.isInherited && !object.isLocal && parents.some((parent) => isGoneFrom(parent, object, context))) return [];
  return [{ sql: `ALTER TABLE ${columnTable(object)} DROP CONSTRAINT ${spell(object.name)}` }];
}

const isGoneFrom = (parent: string, object: ConstraintObject, context: Context): boolean =>
  isOnIndex(object) || object.constraintKind === "foreign-key" || context.isDropped(siblingId(object.id, parent));

function alterConstraint(from: ConstraintObject, to: ConstraintObject): Alteration | "recreate" {
  const isOnlyValidated =
    !from.validated && to.validated && from.definition.replace(/ NOT VALID$/, "") === to.definition;
  if (!isOnlyValidated) return "recreate";
  return { actions: [{ sql: `ALTER TABLE ${columnTable(to)} VALIDATE CONSTRAINT ${spell(to.name)}` }] };
}
