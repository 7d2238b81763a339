import { objectId, type ObjectId, type SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { idParts, spell, spellId, spellName } from "../kinds/spell.ts";
import { type Facet, facetId } from "./facet.ts";

const ownerOf = (object: SchemaObject): ObjectId | null => (object.kind === "sequence" ? object.ownedBy : null);

function own(object: SchemaObject): readonly Action[] {
  const column = ownerOf(object);
  if (column === null) return [];
  const name = idParts(column)[2] ?? "";
  return [{ sql: `ALTER SEQUENCE ${spellName(object)} OWNED BY ${spellId(column)}.${spell(name)}` }];
}

/** The sequence and its table must have one owner. */
function tableOf(object: SchemaObject): ObjectId {
  const [schema = "", table = ""] = idParts(ownerOf(object) ?? "[]");
  return objectId("table", schema, table);
}

/** The column that a sequence goes with. */
export const sequenceOwned: Facet = {
  name: "owned-by",
  payload: (object) => ownerOf(object) ?? undefined,
  needs: (object) => [ownerOf(object) ?? "", facetId("owner", object.id), facetId("owner", tableOf(object))],
  takes: (object, { to }) => to === ownerOf(object),
  create: own,
  drop: (object) => [{ sql: `ALTER SEQUENCE ${spellName(object)} OWNED BY NONE` }],
  alter: (_from, to) => ({ actions: own(to) }),
};
