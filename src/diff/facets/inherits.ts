import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { spellId, spellName } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

const parents = (object: SchemaObject): readonly ObjectId[] => (object.kind === "table" ? object.inherits : []);

const change = (object: SchemaObject, clause: string, ids: readonly ObjectId[]): readonly Action[] =>
  ids.map((id) => ({ sql: `ALTER TABLE ${spellName(object)} ${clause} ${spellId(id)}` }));

/** The tables that a table inherits from. */
export const inherits: Facet = {
  name: "inherits",
  payload: (object) => (parents(object).length === 0 ? undefined : parents(object)),
  needs: parents,
  takes: (object, { to }) => parents(object).includes(to),
  create: (object, { desired }) => {
    const columns = [object.id, ...parents(object)].flatMap((id) => desired.childrenOf(id, "column"));
    const needs = columns.map(({ id }) => id);
    return change(object, "INHERIT", parents(object)).map(({ sql }) => ({ sql, needs }));
  },
  drop: (object) => change(object, "NO INHERIT", parents(object)),
  alter: (from, to) => ({
    actions: [
      ...change(
        to,
        "NO INHERIT",
        parents(from).filter((id) => !parents(to).includes(id)),
      ),
      ...change(
        to,
        "INHERIT",
        parents(to).filter((id) => !parents(from).includes(id)),
      ),
    ],
  }),
};
