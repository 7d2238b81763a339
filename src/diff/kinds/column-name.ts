import type { SchemaObject } from "../../catalog/schema/index.ts";
import { spell, spellId } from "./spell.ts";

/** The table of a column, constraint, trigger …: `public.users`. */
export const columnTable = (object: SchemaObject): string => spellId(object.parent ?? "");

/** `public.users.email` */
export const columnName = (object: SchemaObject): string => `${columnTable(object)}.${spell(object.name)}`;
