import type { JsonValue } from "../../kit/index.ts";
import type { ApiModel, JsonType, Schema, SchemaObject } from "../../openapi/index.ts";

/** The JSON types that text for this schema may mean. `string` where nothing is said. */
export function kindsOf(model: ApiModel, schema: Schema, depth = 0): ReadonlySet<JsonType> {
  if (typeof schema === "boolean" || depth > 8) return new Set();
  const own = schema.types ?? valueTypes(schema) ?? keywordTypes(schema);
  if (own !== undefined) return new Set(own);
  return new Set(inner(model, schema).flatMap((part) => [...kindsOf(model, part, depth + 1)]));
}

function inner(model: ApiModel, schema: SchemaObject): readonly Schema[] {
  const target = schema.ref === undefined ? undefined : model.schemas.get(schema.ref)?.schema;
  return [...(target === undefined ? [] : [target]), ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
}

function valueTypes(schema: SchemaObject): readonly JsonType[] | undefined {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return values?.map(typeOfValue);
}

function typeOfValue(value: JsonValue): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}

function keywordTypes(schema: SchemaObject): readonly JsonType[] | undefined {
  if (schema.properties !== undefined || typeof schema.additionalProperties === "object") return ["object"];
  return schema.items !== undefined || schema.prefixItems !== undefined ? ["array"] : undefined;
}

/** The first schema that says what the items or the properties are. */
export function partOf<Found>(model: ApiModel, schema: Schema, find: (schema: SchemaObject) => Found | undefined): Found | undefined {
  const open: { readonly schema: Schema; readonly depth: number }[] = [{ schema, depth: 0 }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (typeof next.schema === "boolean" || next.depth > 8) continue;
    const found = find(next.schema);
    if (found !== undefined) return found;
    const depth = next.depth + 1;
    open.push(...inner(model, next.schema).map((part) => ({ schema: part, depth })));
  }
  return undefined;
}

/** Properties by name through references and every combination: for coercion, which decides nothing. */
export function allProperties(model: ApiModel, schema: Schema, depth = 0): ReadonlyMap<string, Schema> {
  if (typeof schema === "boolean" || depth > 8) return new Map();
  const parts = inner(model, schema).flatMap((part) => [...allProperties(model, part, depth + 1)]);
  return new Map([...parts, ...(schema.properties ?? [])]);
}

export type Shape = "text" | "list" | "both" | "object";

const SCALARS = ["string", "number", "integer", "boolean"] as const;

/** How the text of a parameter is laid out. */
export function shapeOf(model: ApiModel, schema: Schema): Shape {
  const kinds = kindsOf(model, schema);
  const hasScalar = SCALARS.some((kind) => kinds.has(kind));
  if (kinds.has("array")) return hasScalar ? "both" : "list";
  return kinds.has("object") && !hasScalar ? "object" : "text";
}
