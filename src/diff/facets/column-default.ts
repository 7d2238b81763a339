import type { ColumnObject, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { columnTable } from "../kinds/column-name.ts";
import { onlyFor } from "../kinds/descent.ts";
import type { Context } from "../kinds/kind.ts";
import { spell } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

const hasDefault = (object: SchemaObject): object is ColumnObject =>
  object.kind === "column" && object.default !== null && object.generated === null;

const alter = (object: SchemaObject, clause: string, context: Context): readonly Action[] => [
  {
    sql: `ALTER TABLE ${onlyFor(context, object.parent ?? "")}${columnTable(object)} ALTER COLUMN ${spell(object.name)} ${clause}`,
  },
];

const setDefault = (object: SchemaObject, context: Context): readonly Action[] =>
  hasDefault(object) ? alter(object, `SET DEFAULT ${object.default}`, context) : [];

/** The default of a column: it may need functions, types and sequences that the column itself can do without. */
export const columnDefault: Facet = {
  name: "default",
  payload: (object) => (hasDefault(object) ? object.default : undefined),
  takes: (_object, { part }) => part === "default",
  create: setDefault,
  drop: (object, context) => alter(object, "DROP DEFAULT", context),
  alter: (_from, to, context) => ({ actions: setDefault(to, context) }),
};
