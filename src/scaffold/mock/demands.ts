import { type JsonValue, isDefined, isJsonArray, isJsonObject } from "../../kit/index.ts";
import type { SchemaObject } from "../../openapi/index.ts";

/** What the schemas of a place demand of a value like this one, in a phrase: `must be an integer, at least 1`. */
export function demandsOf(value: JsonValue, parts: readonly SchemaObject[]): string {
  const demands = [...new Set(parts.flatMap((part) => demandsOfPart(value, part)))];
  return demands.length === 0 ? "does not fit its schema" : `must be ${demands.join(", ")}`;
}

function demandsOfPart(value: JsonValue, part: SchemaObject): readonly string[] {
  const types = part.types === undefined ? [] : [part.types.join(" or ")];
  return [...types, ...choices(part), ...limits(value, part)];
}

function choices(part: SchemaObject): readonly string[] {
  const { enum: members, const: only } = part;
  return [
    members === undefined ? undefined : `one of ${members.map((each) => JSON.stringify(each)).join(", ")}`,
    only === undefined ? undefined : JSON.stringify(only),
  ].filter(isDefined);
}

function limits(value: JsonValue, part: SchemaObject): readonly string[] {
  if (typeof value === "string") return textLimits(part);
  if (typeof value === "number") return numberLimits(part);
  if (isJsonArray(value)) return arrayLimits(part);
  return isJsonObject(value) ? objectLimits(part) : [];
}

const textLimits = ({ minLength, maxLength, pattern, format }: SchemaObject): readonly string[] =>
  said([
    ["at least", minLength, "characters long"],
    ["at most", maxLength, "characters long"],
    ["matched by", pattern, ""],
    ["of the format", format, ""],
  ]);

const numberLimits = (part: SchemaObject): readonly string[] =>
  said([
    ["at least", part.minimum, ""],
    ["more than", part.exclusiveMinimum, ""],
    ["at most", part.maximum, ""],
    ["less than", part.exclusiveMaximum, ""],
    ["a multiple of", part.multipleOf, ""],
  ]);

const arrayLimits = ({ minItems, maxItems, uniqueItems }: SchemaObject): readonly string[] => [
  ...said([
    ["of at least", minItems, "items"],
    ["of at most", maxItems, "items"],
  ]),
  ...(uniqueItems === true ? ["without equal items"] : []),
];

const objectLimits = ({ minProperties, maxProperties }: SchemaObject): readonly string[] =>
  said([
    ["of at least", minProperties, "properties"],
    ["of at most", maxProperties, "properties"],
  ]);

type Limit = readonly [before: string, value: string | number | undefined, after: string];

const said = (limits: readonly Limit[]): readonly string[] =>
  limits.flatMap(([before, value, after]) => (value === undefined ? [] : [`${before} ${value} ${after}`.trimEnd()]));
