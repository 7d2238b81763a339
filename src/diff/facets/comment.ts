import { kindOf } from "../kinds/registry.ts";
import { literal } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";
import type { SchemaObject } from "../../catalog/schema/index.ts";

const phraseOf = (object: SchemaObject): string | null => kindOf(object).phrase(object);

export const comment: Facet = {
  name: "comment",
  payload: (object) => (object.comment === null || phraseOf(object) === null ? undefined : object.comment),
  create: (object) => [{ sql: `COMMENT ON ${phraseOf(object)} IS ${literal(object.comment ?? "")}` }],
  drop: (object) => [{ sql: `COMMENT ON ${phraseOf(object)} IS NULL` }],
  alter: (_from, to) => ({ actions: [{ sql: `COMMENT ON ${phraseOf(to)} IS ${literal(to.comment ?? "")}` }] }),
};
