import type { JsonObject, JsonValue } from "../../src/kit/index.ts";
import type { JsonType, NamedSchema, Schema, SchemaObject } from "../../src/openapi/index.ts";

/** A JSON Schema written in a test, as the specification model holds it: references to `#/$defs/<name>` only. */
export function schemaModel(raw: JsonValue): {
  readonly schema: Schema;
  readonly schemas: ReadonlyMap<string, NamedSchema>;
} {
  const defs = isObject(raw) && isObject(raw["$defs"]) ? raw["$defs"] : {};
  const named = Object.entries(defs).map(([name, each]): [string, NamedSchema] => {
    const key = `#/$defs/${name}`;
    return [key, { key, name, schema: toSchema(each), place: { file: "test", pointer: key } }];
  });
  return { schema: toSchema(raw), schemas: new Map(named) };
}

const ONE = new Set<string>([
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
]);
const MANY = new Set<string>(["prefixItems", "allOf", "anyOf", "oneOf"]);
const BY_NAME = new Set<string>(["properties", "patternProperties", "dependentSchemas"]);
const UNEVALUATED = new Set<string>(["unevaluatedItems", "unevaluatedProperties", "contentSchema"]);

export function toSchema(raw: JsonValue): Schema {
  if (!isObject(raw)) return raw === true;
  const entries = Object.entries(raw).flatMap(([keyword, value]) => keywordOf(keyword, value));
  return Object.fromEntries([["place", { file: "test", pointer: "" }], ...entries]) as unknown as SchemaObject;
}

function keywordOf(keyword: string, value: JsonValue): readonly (readonly [string, unknown])[] {
  if (keyword === "$ref") return [["ref", value]];
  if (keyword === "$defs") return [];
  if (keyword === "type") return [["types", (Array.isArray(value) ? value : [value]) as readonly JsonType[]]];
  if (ONE.has(keyword) || UNEVALUATED.has(keyword)) return [[keyword, toSchema(value)]];
  if (MANY.has(keyword)) return [[keyword, (value as readonly JsonValue[]).map(toSchema)]];
  if (BY_NAME.has(keyword))
    return [[keyword, new Map(Object.entries(value as JsonObject).map(([name, each]) => [name, toSchema(each)]))]];
  if (keyword === "dependentRequired") return [[keyword, new Map(Object.entries(value as JsonObject))]];
  if (keyword === "discriminator") {
    const { propertyName, mapping } = value as { propertyName: string; mapping: Record<string, string> };
    return [["discriminator", { property: propertyName, mapping: new Map(Object.entries(mapping)) }]];
  }
  return [[keyword, value]];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
