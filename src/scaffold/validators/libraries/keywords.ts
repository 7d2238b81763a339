import type { SchemaObject } from "../../../openapi/index.ts";

/** A keyword that a schema may have. */
export type Keyword = Exclude<keyof SchemaObject, "place">;

export type SchemaDraft = { -readonly [Key in keyof SchemaObject]: SchemaObject[Key] };

/** The schema without some of its keywords. */
export function without(schema: SchemaObject, keywords: Iterable<Keyword>): SchemaDraft {
  const copy: SchemaDraft = { ...schema };
  for (const keyword of keywords) delete copy[keyword];
  return copy;
}

/** Nothing but some of the keywords of a schema. */
export function only(schema: SchemaObject, keywords: Iterable<Keyword>): SchemaDraft {
  const copy: SchemaDraft = { place: schema.place };
  for (const keyword of keywords) {
    if (schema[keyword] !== undefined) Object.assign(copy, { [keyword]: schema[keyword] });
  }
  return copy;
}
