import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import type { Context } from "../kinds/kind.ts";
import { spellId, spellName } from "../kinds/spell.ts";
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

/** The tables that a table inherits from. */
export const inherits: Facet = {
  name: "inherits",
  payload: (object) => (parents(object).length === 0 ? undefined : parents(object)),
  needs: parents,
  takes: (object, { to }) => parents(object).includes(to),
  create: (object, context) => join(object, parents(object), context),
  drop: (object) => change(object, "NO INHERIT", parents(object)),
  alter(from, to, context) {
    const gone = parents(from).filter((id) => !parents(to).includes(id));
    const fresh = parents(to).filter((id) => !parents(from).includes(id));
    return { actions: [...change(to, "NO INHERIT", gone), ...join(to, fresh, context)] };
  },
};
