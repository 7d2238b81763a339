import type { JsonValue } from "../../../kit/index.ts";
import type { JsonType, Schema, SchemaObject } from "../../index.ts";
import type { DrawContext } from "../context.ts";
import { expansionsOf } from "../expand.ts";
import { typesOf } from "../types.ts";

/** A value that breaks one constraint, named by its keyword. */
export type Break = readonly [rule: string, value: JsonValue];

const LONGEST = 5_000;

/** Values that each aim at one keyword of the schema; the caller makes sure that they hit. */
export function breaksOf(schema: Schema, context: DrawContext): readonly Break[] {
  for (const expansion of expansionsOf(schema, context)) {
    const types = typesOf(expansion, context.unknown);
    return [...typeBreaks(types), ...expansion.conjuncts.flatMap((conjunct) => keywordBreaks(conjunct, types))];
  }
  return [];
}

/**
 * The same for a parameter, where everything is text: a text has no wrong type. Arrays and objects have styles of their
 * own, in which a plain text may well be readable, so there are none.
 */
export function textBreaksOf(schema: Schema, context: DrawContext): readonly Break[] {
  for (const expansion of expansionsOf(schema, context)) {
    const types = typesOf(expansion, context.unknown);
    if (types[0] === "array" || types[0] === "object") return [];
    return breaksOf(schema, context).filter(([rule]) => rule !== "type" || !types.includes("string"));
  }
  return [];
}

function keywordBreaks(schema: SchemaObject, types: readonly JsonType[]): readonly Break[] {
  const texts = types.includes("string") ? textBreaks(schema) : [];
  return [choiceBreaks(schema), numberBreaks(schema), texts].flat();
}

function typeBreaks(types: readonly JsonType[]): readonly Break[] {
  if (types.includes("integer") && !types.includes("number"))
    return [
      ["type", "not-a-number"],
      ["type", 1.5],
    ];
  if (types.includes("number")) return [["type", "not-a-number"]];
  if (types.includes("boolean")) return [["type", "perhaps"]];
  if (types.includes("string"))
    return [
      ["type", 12_345],
      ["type", { unexpected: true }],
    ];
  return types.length === 0 ? [] : [["type", "not-this-type"]];
}

function choiceBreaks(schema: SchemaObject): readonly Break[] {
  return schema.enum === undefined && schema.const === undefined ? [] : [["enum", "not-one-of-them"]];
}

function numberBreaks(schema: SchemaObject): readonly Break[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  return [
    ...(minimum === undefined ? [] : [["minimum", minimum - 1] as const]),
    ...(exclusiveMinimum === undefined ? [] : [["exclusiveMinimum", exclusiveMinimum] as const]),
    ...(maximum === undefined ? [] : [["maximum", maximum + 1] as const]),
    ...(exclusiveMaximum === undefined ? [] : [["exclusiveMaximum", exclusiveMaximum] as const]),
  ];
}

function textBreaks(schema: SchemaObject): readonly Break[] {
  const { minLength = 0, maxLength = LONGEST, format, pattern } = schema;
  return [
    ...(minLength > 0 ? [["minLength", "x".repeat(Math.min(minLength, LONGEST) - 1)] as const] : []),
    ...(maxLength < LONGEST ? [["maxLength", "x".repeat(maxLength + 1)] as const] : []),
    ...(format === undefined ? [] : [["format", `not-a-${format}`] as const]),
    ...(pattern === undefined ? [] : [["pattern", "~~~"] as const, ["pattern", "does not match"] as const]),
  ];
}
