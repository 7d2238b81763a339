import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { Said } from "./said.ts";
import { LIST, ONE } from "./schema-tags.ts";
import { propertyIn, type Tag, valueOf } from "./tag.ts";

/**
 * The schema that a type and its tags say together; tags that are none of a schema are passed over.
 *
 * @example
 * withTags({ type: "number" }, [{ name: "type", text: "integer" }]); // { type: "integer" }
 */
export function withTags(said: Said, tags: readonly Tag[]): JsonValue {
  return tags.reduce<JsonValue>((schema, tag) => withTag(isJsonObject(schema) ? schema : {}, tag), said ?? {});
}

/** What a schema may be told by tags; anything else is about what stands around it. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format " +
    "contentEncoding contentMediaType contentSchema items prefixItems contains minContains maxContains maxItems minItems " +
    "uniqueItems unevaluatedItems properties patternProperties additionalProperties propertyNames required maxProperties " +
    "minProperties dependentRequired dependentSchemas unevaluatedProperties allOf anyOf oneOf not if then else default " +
    "deprecated readOnly writeOnly discriminator $ref"
  ).split(" "),
);

function withTag(schema: JsonObject, tag: Tag): JsonValue {
  const path = (tag.name === "unsaid" ? tag.text : tag.name).split(".");
  const isKeyword = KEYWORDS.has(path.at(-1) ?? "") && path.length <= MOST;
  if (tag.name === "unsaid") return isKeyword ? changed(schema, path, () => undefined) : schema;
  if (path.at(-1) === "property") return withProperty(schema, path, tag);
  const value = valueOf(tag);
  if (tag.name === "schema") return value ?? schema;
  if (!isKeyword || value === undefined) return schema;
  if (value === true && path.at(-1) === "oneOf") return renamed(schema, path);
  return changed(schema, path, () => value);
}

const MOST = 60;

function withProperty(schema: JsonObject, path: readonly string[], tag: Tag): JsonObject {
  const told = propertyIn(tag);
  if (told === undefined || path.length > MOST) return schema;
  return changed(schema, [...path.slice(0, -1), "properties"], (before) => ({
    ...(isJsonObject(before) ? before : {}),
    ...Object.fromEntries([[told.name, told.schema]]),
  }));
}

const renamed = (schema: JsonObject, path: readonly string[]): JsonObject => {
  let alternatives: JsonValue | undefined;
  const without = changed(schema, [...path.slice(0, -1), "anyOf"], (before) => {
    alternatives = before;
    return undefined;
  });
  return changed(without, path, () => alternatives);
};

type Change = (before: JsonValue | undefined) => JsonValue | undefined;

function changed(schema: JsonObject, [name = "", ...rest]: readonly string[], change: Change): JsonObject {
  const before = Object.hasOwn(schema, name) ? schema[name] : undefined;
  if (rest.length === 0) return replaced(schema, name, change(before));
  if (ONE.has(name) && isJsonObject(before)) return replaced(schema, name, changed(before, rest, change));
  if (!LIST.has(name) || !isJsonArray(before)) return schema;
  const [index = "", ...deeper] = rest;
  const list = before.map((one, at) =>
    String(at) === index && isJsonObject(one) ? changed(one, deeper, change) : one,
  );
  return replaced(schema, name, list);
}

function replaced(schema: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const { [name]: _before, ...others } = schema;
  return value === undefined ? others : { ...others, [name]: value };
}
