import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import { spell, spellId } from "./spell.ts";

/** The table of a column, constraint, trigger …: `public.users`. */
export const columnTable = (object: SchemaObject): string => spellId(object.parent ?? "");

/** `public.users.email` */
export const columnName = (object: SchemaObject): string => `${columnTable(object)}.${spell(object.name)}`;

/** What must have happened before a column comes, goes or gets another type: its table is of no type any longer. */
export const letGo = ({ parent }: SchemaObject): readonly ObjectId[] => [facetId("of-type", parent ?? "")];

/** What must have happened before something inherited goes by itself: its table has left the parent. */
export const leaving = ({ parent }: SchemaObject): readonly ObjectId[] =>
  ["inherits", "partition"].map((facet) => facetId(facet, parent ?? ""));
