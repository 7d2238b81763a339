import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { spellId, spellName } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

const typeOf = (object: SchemaObject): ObjectId | null => (object.kind === "table" ? object.ofType : null);

const alter = (object: SchemaObject, clause: string): Action => ({ sql: `ALTER TABLE ${spellName(object)} ${clause}` });

/**
 * The type whose attributes are the columns of a table. While it is there no column comes, goes or gets another type; so it is let
 * go first, and taken again when table and type agree.
 */
export const ofType: Facet = {
  name: "of-type",
  payload: (object) => typeOf(object) ?? undefined,
  needs: (object) => [typeOf(object) ?? ""],
  takes: (object, { to }) => to === typeOf(object),
  create: (object, { desired }) => [
    {
      ...alter(object, `OF ${spellId(typeOf(object) ?? "")}`),
      needs: desired.childrenOf(object.id, "column").map(({ id }) => id),
    },
  ],
  drop: (object) => [alter(object, "NOT OF")],
  alter: () => "recreate",
};
