import type { SchemaObject } from "../../../openapi/index.ts";
import { NUMBER_FORMATS, TEXT_FORMATS } from "../formats.ts";
import type { TypeGroup } from "../type-tests.ts";
import type { Keyword } from "./keywords.ts";

export type { TypeGroup } from "../type-tests.ts";

/** The keywords that speak of one type only. */
export const KEYWORDS_OF: Readonly<Record<TypeGroup, readonly Keyword[]>> = {
  string: ["minLength", "maxLength", "pattern"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: ["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"],
  object: [
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
  ],
};

const GROUPS: readonly TypeGroup[] = ["string", "number", "array", "object"];

/** The types of which a schema says something without saying what type it is. */
export function groupsOf(said: SchemaObject): readonly TypeGroup[] {
  return GROUPS.filter(
    (group) => KEYWORDS_OF[group].some((keyword) => said[keyword] !== undefined) || isOfFormat(group, said.format),
  );
}

const isOfFormat = (group: TypeGroup, format: string | undefined): boolean =>
  format !== undefined &&
  ((group === "string" && TEXT_FORMATS.has(format)) || (group === "number" && NUMBER_FORMATS.has(format)));
