import type { JsonValue } from "../../kit/index.ts";
import type { ApiModel, JsonType, Schema, SchemaObject } from "../../openapi/index.ts";

/** The JSON types that text for this schema may mean; empty where nothing is said. */
export function kindsOf(model: ApiModel, schema: Schema): ReadonlySet<JsonType> {
  const kinds = new Set<JsonType>();
  walk(model, schema, (part) => {
    const own = part.types ?? valueTypes(part) ?? keywordTypes(part);
    for (const kind of own ?? []) kinds.add(kind);
    return own === undefined;
  });
  return kinds;
}

/** Visits what stands in place of a schema, each named schema once, until a visit says that it need not go deeper. */
function walk(model: ApiModel, from: Schema, visit: (schema: SchemaObject) => boolean): void {
  const seen = new Set<string>();
  const open: Schema[] = [from];
  for (let schema = open.shift(); schema !== undefined; schema = open.shift()) {
    if (typeof schema === "boolean" || !visit(schema)) continue;
    if (schema.ref !== undefined && !seen.has(schema.ref)) {
      seen.add(schema.ref);
      open.push(model.schemas.get(schema.ref)?.schema ?? true);
    }
    open.push(...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []));
  }
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
export function partOf<Found>(
  model: ApiModel,
  schema: Schema,
  find: (schema: SchemaObject) => Found | undefined,
): Found | undefined {
  let found: Found | undefined;
  walk(model, schema, (part) => {
    found ??= find(part);
    return found === undefined;
  });
  return found;
}

/** Properties by name through references and every combination: for coercion, which decides nothing. */
export function allProperties(model: ApiModel, schema: Schema): ReadonlyMap<string, Schema> {
  const properties = new Map<string, Schema>();
  walk(model, schema, (part) => {
    for (const [name, property] of part.properties ?? []) if (!properties.has(name)) properties.set(name, property);
    return true;
  });
  return properties;
}

/** True where properties that are not named may stand: the document says so, or names none at all. */
export function isOpen(model: ApiModel, schema: Schema): boolean {
  const said = partOf(model, schema, (part) =>
    part.additionalProperties !== undefined ||
    part.unevaluatedProperties !== undefined ||
    part.patternProperties !== undefined
      ? true
      : undefined,
  );
  return said === true || allProperties(model, schema).size === 0;
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
