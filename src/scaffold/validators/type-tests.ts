import type { JsonType } from "../../openapi/index.ts";
import { code, type Fragment } from "../../typescript/index.ts";
import type { Site } from "./site.ts";

/** The types that have keywords of their own. */
export type TypeGroup = "string" | "number" | "array" | "object";

/** A test that TypeScript understands as a narrowing. */
export function isType(group: TypeGroup, { value, module }: Site): Fragment {
  if (group === "array") return code`Array.isArray(${value})`;
  if (group === "object") return code`${module.helper("checks", "isObject")}(${value})`;
  return group === "string" ? code`typeof ${value} === "string"` : code`typeof ${value} === "number"`;
}

/** The opposite for one type of the `type` keyword. */
export function isNotType(type: JsonType, { value, module }: Site, among: boolean): Fragment {
  switch (type) {
    case "string":
      return code`typeof ${value} !== "string"`;
    case "boolean":
      return code`typeof ${value} !== "boolean"`;
    case "null":
      return code`${value} !== null`;
    case "number":
      return code`typeof ${value} !== "number"`;
    case "integer":
      return among
        ? code`!Number.isInteger(${value})`
        : code`typeof ${value} !== "number" || !Number.isInteger(${value})`;
    case "array":
      return code`!Array.isArray(${value})`;
    case "object":
      return code`!${module.helper("checks", "isObject")}(${value})`;
  }
}

const WORDS: Readonly<Record<JsonType, string>> = {
  string: "a string",
  boolean: "true or false",
  null: "null",
  number: "a number",
  integer: "an integer",
  array: "a list",
  object: "an object",
};

/** `a string or null` */
export function typeWords(types: readonly JsonType[]): string {
  return types.map((type) => WORDS[type]).join(" or ");
}
