import type { Schema, SchemaObject } from "../../schema.ts";
import type { SchemaDraft } from "../draft.ts";

const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;
const SINGLES = [
  "items",
  "contains",
  "unevaluatedItems",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "contentSchema",
  "not",
  "if",
  "then",
  "else",
] as const;
const MAPS = ["properties", "patternProperties", "dependentSchemas"] as const;

export type SubschemaKeyword = (typeof LISTS)[number] | (typeof SINGLES)[number] | (typeof MAPS)[number];
export type Replace = (inner: Schema, keyword: SubschemaKeyword) => Schema;

/** A copy of a schema in which every schema that stands directly inside it is replaced; references are not followed. */
export function withSubschemas(schema: SchemaObject, replace: Replace): SchemaDraft {
  const copy: SchemaDraft = { ...schema };
  for (const key of LISTS) {
    const list = schema[key];
    if (list !== undefined) copy[key] = list.map((inner) => replace(inner, key));
  }
  for (const key of SINGLES) {
    const inner = schema[key];
    if (inner !== undefined) copy[key] = replace(inner, key);
  }
  for (const key of MAPS) {
    const map = schema[key];
    if (map !== undefined) copy[key] = new Map([...map].map(([name, inner]) => [name, replace(inner, key)]));
  }
  return copy;
}

/** A schema and all that stand inside it, to any depth. */
export function schemasWithin(root: Schema): readonly SchemaObject[] {
  const found: SchemaObject[] = [];
  const open: Schema[] = [root];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean") continue;
    found.push(schema);
    withSubschemas(schema, (inner) => {
      open.push(inner);
      return inner;
    });
  }
  return found;
}
