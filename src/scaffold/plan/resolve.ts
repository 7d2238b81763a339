import type { ApiModel, Schema, SchemaObject } from "../../openapi/index.ts";

const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;
const SINGLES = [
  "items",
  "contains",
  "unevaluatedItems",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
] as const;
const MAPS = ["properties", "patternProperties", "dependentSchemas"] as const;

/** The schemas that stand directly inside a schema; references are not followed. */
export function subschemas(schema: Schema): readonly Schema[] {
  if (typeof schema === "boolean") return [];
  const found: Schema[] = [];
  for (const key of LISTS) found.push(...(schema[key] ?? []));
  for (const key of SINGLES) {
    const inner = schema[key];
    if (inner !== undefined) found.push(inner);
  }
  for (const key of MAPS) found.push(...(schema[key]?.values() ?? []));
  return found;
}

/** The schema behind a chain of references without siblings that matter; undefined for a circle of references. */
export function targetOf(model: ApiModel, schema: Schema): Schema | undefined {
  let current = schema;
  for (let hops = 0; hops < 50; hops += 1) {
    if (typeof current === "boolean" || current.ref === undefined) return current;
    const next = model.schemas.get(current.ref)?.schema;
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

/** The schema of a property as the schema itself, its reference or its `allOf` declares it. */
export function propertyOf(model: ApiModel, schema: Schema, name: string): Schema | undefined {
  return propertyWithin(model, name, { schema, depth: 0 });
}

function propertyWithin(
  model: ApiModel,
  name: string,
  { schema, depth }: { readonly schema: Schema; readonly depth: number },
): Schema | undefined {
  if (typeof schema === "boolean" || depth > 12) return undefined;
  const own = schema.properties?.get(name);
  if (own !== undefined) return own;
  for (const part of partsOf(model, schema)) {
    const found = propertyWithin(model, name, { schema: part, depth: depth + 1 });
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(model: ApiModel, schema: SchemaObject): readonly Schema[] {
  const referenced = schema.ref === undefined ? undefined : model.schemas.get(schema.ref)?.schema;
  return [...(referenced === undefined ? [] : [referenced]), ...(schema.allOf ?? [])];
}
