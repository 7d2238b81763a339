import type { ConstraintObject, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { mereCheck } from "../kinds/column-origin.ts";
import type { Context } from "../kinds/kind.ts";
import { spellId, spellName } from "../kinds/spell.ts";
import { UNPLANNED } from "../kinds/unplanned.ts";
import type { Facet } from "./facet.ts";

const parents = (object: SchemaObject): readonly ObjectId[] => (object.kind === "table" ? object.inherits : []);

const change = (object: SchemaObject, clause: string, ids: readonly ObjectId[]): readonly Action[] =>
  ids.map((id) => ({ sql: `ALTER TABLE ${spellName(object)} ${clause} ${spellId(id)}` }));

/** Both tables have their columns and checks by then, and the parents no others: it makes none. */
function join(
  object: SchemaObject,
  ids: readonly ObjectId[],
  { current, desired, isDropped }: Context,
): readonly Action[] {
  const columns = [object.id, ...parents(object)].flatMap((id) => desired.childrenOf(id, "column"));
  const checks = desired.childrenOf(object.id, "constraint").filter(({ constraintKind }) => constraintKind === "check");
  const needs = [...columns, ...checks].map(({ id }) => id);
  const after = ids.flatMap((id) => [...current.childrenOf(id, "column"), ...current.childrenOf(id, "constraint")]);
  const gone = after.map(({ id }) => id).filter(isDropped);
  return change(object, "INHERIT", ids).map(({ sql }) => ({ sql, needs, after: gone }));
}

/** A check that it had of the parent that it leaves and shall have of the one that it joins: between them it becomes its own. */
function handedOver({ id }: SchemaObject, context: Context): ConstraintObject | undefined {
  const check = mereCheck(id, context);
  const before = check === undefined ? undefined : context.current.object(check.id);
  return before?.kind === "constraint" && !before.isLocal ? check : undefined;
}

/**
 * The tables that a table inherits from. Their order is not compared: like the places of columns, only a table made anew would get another,
 * for a column that leaves its parent is its own from then on.
 */
export const inherits: Facet = {
  name: "inherits",
  payload: (object) => (parents(object).length === 0 ? undefined : parents(object).toSorted()),
  needs: parents,
  takes: (object, { to }) => parents(object).includes(to),
  create: (object, context) => join(object, parents(object), context),
  drop: (object) => change(object, "NO INHERIT", parents(object)),
  alter(from, to, context) {
    const gone = parents(from).filter((id) => !parents(to).includes(id));
    const fresh = parents(to).filter((id) => !parents(from).includes(id));
    const check = gone.length > 0 && fresh.length > 0 ? handedOver(to, context) : undefined;
    if (check !== undefined)
      return {
        actions: [{ sql: `${UNPLANNED}that ${spellName(to)} has its check ${check.name} of another parent alone` }],
      };
    return { actions: [...change(to, "NO INHERIT", gone), ...join(to, fresh, context)] };
  },
};
