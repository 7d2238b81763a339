import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { WrittenVersion } from "./facts.ts";

/** A schema of JSON Schema 2020-12 in the words of a version: 3.0 has no type lists, no `const`, no tuples. */
export function inDialect(schema: JsonObject, version: WrittenVersion, depth = 0): JsonObject {
  if (version !== "3.0" || depth > 100) return schema;
  const { $ref } = schema;
  // Beside a reference 3.0 ignores everything.
  if (typeof $ref === "string") return { $ref };
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, nested(name, value, depth)]));
  return withBounds(withNull(withConstant(withTuple(inner))));
}

const SCHEMAS: ReadonlySet<string> = new Set(["items", "additionalProperties", "not"]);
const LISTS: ReadonlySet<string> = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);

function nested(name: string, value: JsonValue, depth: number): JsonValue {
  const down = (one: JsonValue): JsonValue => (isJsonObject(one) ? inDialect(one, "3.0", depth + 1) : one);
  if (SCHEMAS.has(name)) return down(value);
  if (LISTS.has(name) && isJsonArray(value)) return value.map(down);
  if (name !== "properties" || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, down(one)]));
}

function withTuple(schema: JsonObject): JsonObject {
  const { prefixItems, ...rest } = schema;
  if (!isJsonArray(prefixItems)) return schema;
  const items = prefixItems.length === 0 ? {} : { anyOf: prefixItems };
  return { ...rest, items, minItems: prefixItems.length, maxItems: prefixItems.length };
}

function withConstant(schema: JsonObject): JsonObject {
  const { const: value, ...rest } = schema;
  return value === undefined ? schema : { ...rest, enum: [value] };
}

/** `type: [string, "null"]` and `anyOf: [x, null]` are `nullable`. */
function withNull(schema: JsonObject): JsonObject {
  const { type, anyOf, ...rest } = schema;
  if (isJsonArray(type)) {
    const first = type.find((one) => one !== "null");
    return { ...rest, ...(first === undefined ? {} : { type: first }), nullable: true };
  }
  if (type === "null") return { ...rest, nullable: true };
  if (!isJsonArray(anyOf)) return schema;
  const others = anyOf.filter((one) => !isNull(one));
  if (others.length === anyOf.length) return schema;
  const [only] = others;
  const known = type === undefined ? rest : { ...rest, type };
  if (others.length === 1 && isJsonObject(only))
    return { ...known, ...("$ref" in only ? { allOf: [only] } : only), nullable: true };
  return { ...known, anyOf: others, nullable: true };
}

const isNull = (value: JsonValue): boolean =>
  isJsonObject(value) && (value["type"] === "null" || (Object.keys(value).length === 1 && value["nullable"] === true));

function withBounds(schema: JsonObject): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(typeof exclusiveMinimum === "number" ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : {}),
    ...(typeof exclusiveMaximum === "number" ? { maximum: exclusiveMaximum, exclusiveMaximum: true } : {}),
  };
}
