import { isDefined } from "../../kit/index.ts";
import type { JsonType, SchemaObject } from "../index.ts";
import type { Expansion } from "./expand.ts";

const ANY_TYPE: readonly JsonType[] = ["string", "object", "integer", "boolean", "array", "number", "null"];

const SIGNS: readonly (readonly [JsonType, readonly (keyof SchemaObject)[]])[] = [
  ["object", ["properties", "required", "additionalProperties", "patternProperties", "propertyNames"]],
  ["object", ["minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"]],
  ["array", ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"]],
  ["number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]],
  ["string", ["pattern", "minLength", "maxLength", "format", "contentEncoding", "contentMediaType"]],
];

/** The types that every schema of the expansion allows, null last; where none speaks, the likeliest first. */
export function typesOf(expansion: Expansion, unknown: "string" | "object"): readonly JsonType[] {
  const said = expansion.conjuncts.map((schema) => schema.types).filter(isDefined);
  const [first, ...others] = said;
  if (first === undefined) return likelyTypes(expansion, unknown);
  const common = others.reduce<readonly JsonType[]>(intersection, first);
  return [...common.filter((type) => type !== "null"), ...common.filter((type) => type === "null")];
}

function intersection(a: readonly JsonType[], b: readonly JsonType[]): readonly JsonType[] {
  return a.flatMap((type) => {
    if (b.includes(type)) return [type];
    if (type === "integer" && b.includes("number")) return [type];
    return type === "number" && b.includes("integer") ? (["integer"] as const) : [];
  });
}

function likelyTypes(expansion: Expansion, unknown: "string" | "object"): readonly JsonType[] {
  const hinted = SIGNS.filter(([, keywords]) =>
    expansion.conjuncts.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined)),
  );
  return [...new Set([...hinted.map(([type]) => type), unknown, ...ANY_TYPE])];
}
