import type { ConstraintObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { heirsIn, parentsOf, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { spell } from "./spell.ts";

const isUnproven = (object: unknown): boolean =>
  typeof object === "object" && object !== null && "validated" in object && object.validated === false;

/** New heirs that shall have a check as their parent has it, not valid: made after it, theirs would be valid from the start. */
const newHeirs = (object: ConstraintObject, context: Context): readonly ObjectId[] =>
  object.validated || object.constraintKind !== "check"
    ? []
    : heirsIn(context.desired, object.parent ?? "").filter((heir) => {
        const table = context.desired.object(heir);
        const isHeir = table?.kind === "table" && table.partitionOf === null;
        return isHeir && context.isCreated(heir) && isUnproven(context.desired.object(siblingId(object.id, heir)));
      });

/** Heirs that are there when a check comes which is not valid. */
export const beforeNotValid = (object: ConstraintObject, context: Context): readonly ObjectId[] =>
  newHeirs(object, context);

/** A check that is not valid comes again, when new heirs shall have it so: the server validates what they begin with. */
export const isTakenByNew = (object: ConstraintObject, context: Context): boolean =>
  !object.isInherited && !context.isCreated(object.id) && newHeirs(object, context).length > 0;

/** A valid check of an heir, of a parent's that comes and is not. */
export function validateAlone(object: ConstraintObject, context: Context): readonly Action[] {
  if (object.constraintKind !== "check" || !object.validated) return [];
  const parents = parentsOf(context.desired, object.parent ?? "").map((table) => siblingId(object.id, table));
  const fresh = parents.filter((id) => context.isCreated(id) && isUnproven(context.desired.object(id)));
  if (fresh.length === 0) return [];
  const sql = `ALTER TABLE ${columnTable(object)} VALIDATE CONSTRAINT ${spell(object.name)}`;
  return [{ sql, needs: fresh, hazards: [{ code: "data-dependent", what: `rows that break ${object.name}` }] }];
}
