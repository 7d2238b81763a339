import type { SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { kindOf } from "../kinds/registry.ts";
import { spell } from "../kinds/spell.ts";
import { type Facet, facetId } from "./facet.ts";

function phraseOf(object: SchemaObject): string | null {
  const kind = kindOf(object);
  return kind.ownerPhrase === undefined ? kind.phrase(object) : kind.ownerPhrase(object);
}

const setOwner = (object: SchemaObject): Action => ({
  sql: `ALTER ${phraseOf(object)} OWNER TO ${spell(object.owner ?? "")}`,
});

/** A sequence of a table always has the table's owner. */
const followsTable = (from: SchemaObject, to: SchemaObject): boolean =>
  isIdentity(to) ||
  (from.kind === "sequence" && to.kind === "sequence" && from.ownedBy !== null && to.ownedBy !== null);

const isIdentity = (object: SchemaObject): boolean => object.kind === "sequence" && object.identityOf !== null;

export const owner: Facet = {
  name: "owner",
  payload: (object) => (object.owner === null || phraseOf(object) === null ? undefined : object.owner),
  create: (object, { role }) => (object.owner === role || isIdentity(object) ? [] : [setOwner(object)]),
  drop: () => [],
  alter: (from, to, { isCreated }) => ({
    // Tied to its table anew, it must have its owner first.
    actions: followsTable(from, to) && !isCreated(facetId("owned-by", to.id)) ? [] : [setOwner(to)],
  }),
};
