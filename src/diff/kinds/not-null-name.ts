import { chosenName, type ColumnObject } from "../../catalog/schema/index.ts";
import { idParts } from "./spell.ts";

/** The version from which on NOT NULL has a name. */
export const NAMED_SINCE = 180_000;

/** What the server calls it where nothing else of the schema has that name. */
export const chosenFor = (column: ColumnObject): string => {
  const [, table = ""] = idParts(column.id);
  return chosenName(table, column.name, "not_null");
};

/** The name of a column's NOT NULL. */
export const notNullName = (column: ColumnObject): string => column.notNull?.name ?? chosenFor(column);
