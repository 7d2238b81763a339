import type { JsonObject, JsonValue } from "../kit/index.ts";
import type { Schema, SchemaObject } from "./schema.ts";

const VALUES = [
  "enum",
  "const",
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "format",
  "contentEncoding",
  "contentMediaType",
  "minContains",
  "maxContains",
  "maxItems",
  "minItems",
  "uniqueItems",
  "required",
  "maxProperties",
  "minProperties",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
] as const;
const SINGLES = [
  "contentSchema",
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
const LISTS = ["prefixItems", "allOf", "anyOf", "oneOf"] as const;
const MAPS = ["properties", "patternProperties", "dependentSchemas"] as const;

/**
 * Writes schemas of a model as JSON Schema 2020-12, references by the name that `nameOf` gives a key. Words about a schema (title,
 * description, examples) and anchors are left out; `true` is `{}`. The same schema gives the same object.
 *
 * @example
 * schemaWriter((key) => key)(true); // {}
 */
export function schemaWriter(nameOf: (key: string) => string): (schema: Schema) => JsonValue {
  const known = new WeakMap<SchemaObject, JsonObject>();
  const write = (schema: Schema): JsonValue => {
    if (typeof schema === "boolean") return schema ? EVERYTHING : false;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const made = written(schema, write, nameOf);
    known.set(schema, made);
    return made;
  };
  return write;
}

const EVERYTHING: JsonObject = {};

function written(
  schema: SchemaObject,
  write: (schema: Schema) => JsonValue,
  nameOf: (key: string) => string,
): JsonObject {
  const json: Record<string, JsonValue> = {};
  if (schema.ref !== undefined) json["$ref"] = schemaReference(nameOf(schema.ref));
  const { types } = schema;
  if (types !== undefined) json["type"] = types.length === 1 ? (types[0] ?? "") : types;
  for (const name of VALUES) {
    const value = schema[name];
    if (value !== undefined) json[name] = value;
  }
  for (const name of SINGLES) {
    const inner = schema[name];
    if (inner !== undefined) json[name] = write(inner);
  }
  for (const name of LISTS) {
    const inner = schema[name];
    if (inner !== undefined) json[name] = inner.map(write);
  }
  for (const name of MAPS) {
    const inner = schema[name];
    if (inner !== undefined) json[name] = Object.fromEntries([...inner].map(([key, one]) => [key, write(one)]));
  }
  if (schema.dependentRequired !== undefined) json["dependentRequired"] = Object.fromEntries(schema.dependentRequired);
  if (schema.discriminator !== undefined) json["discriminator"] = discriminatorOf(schema.discriminator, nameOf);
  return json;
}

/**
 * The reference to a component schema.
 *
 * @example
 * schemaReference("a/b"); // "#/components/schemas/a~1b"
 */
export function schemaReference(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")}`;
}

function discriminatorOf(
  { property, mapping, defaultMapping }: NonNullable<SchemaObject["discriminator"]>,
  nameOf: (key: string) => string,
): JsonObject {
  const targets = [...mapping].map(([value, key]) => [value, schemaReference(nameOf(key))] as const);
  return {
    propertyName: property,
    ...(targets.length > 0 && { mapping: Object.fromEntries(targets) }),
    ...(defaultMapping !== undefined && { defaultMapping: schemaReference(nameOf(defaultMapping)) }),
  };
}
