import { type JsonValue, isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { JsonType, SchemaObject } from "../../index.ts";
import { isEqual, isUnique } from "./equal.ts";
import { matchesFormat } from "./formats.ts";
import { numberHolds } from "./numbers.ts";
import type { PatternTest } from "./visit.ts";

interface Alone {
  /** Properties that this side leaves out. */
  readonly hidden: ReadonlySet<string>;
  readonly matches: PatternTest;
}

/** The keywords that need no other schema. */
export function holdsAlone(value: JsonValue, schema: SchemaObject, { hidden, matches }: Alone): boolean {
  if (schema.types !== undefined && !schema.types.some((type) => isOfType(value, type))) return false;
  if (schema.enum !== undefined && !schema.enum.some((member) => isEqual(member, value))) return false;
  if (schema.const !== undefined && !isEqual(schema.const, value)) return false;
  if (typeof value === "string") return stringHolds(value, schema, matches);
  if (typeof value === "number") return numberHolds(value, schema);
  if (isJsonArray(value)) return arrayHolds(value, schema);
  return isJsonObject(value) ? objectHolds(Object.keys(value), schema, hidden) : true;
}

/** JSON Schema's types: 1.0 is an integer, an integer is a number. */
export function isOfType(value: JsonValue, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return isJsonArray(value);
    case "object":
      return isJsonObject(value);
    case "boolean":
    case "number":
    case "string":
      return typeof value === type;
  }
}

function stringHolds(value: string, schema: SchemaObject, matches: PatternTest): boolean {
  const length = characterCount(value, schema);
  if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)) return false;
  if (schema.pattern !== undefined && !matches(schema.pattern, value)) return false;
  return schema.format === undefined || matchesFormat(value, schema.format);
}

/** Counts code points, and only where a limit asks for it. */
function characterCount(value: string, schema: SchemaObject): number {
  return schema.minLength === undefined && schema.maxLength === undefined ? 0 : Array.from(value).length;
}

function arrayHolds(value: readonly JsonValue[], schema: SchemaObject): boolean {
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) return false;
  return schema.uniqueItems !== true || isUnique(value);
}

function objectHolds(names: readonly string[], schema: SchemaObject, hidden: ReadonlySet<string>): boolean {
  if (names.length < (schema.minProperties ?? 0) || names.length > (schema.maxProperties ?? Infinity)) return false;
  const present = new Set([...names, ...hidden]);
  if (schema.required?.some((name) => !present.has(name)) === true) return false;
  for (const [name, needed] of schema.dependentRequired ?? [])
    if (names.includes(name) && needed.some((other) => !present.has(other))) return false;
  return true;
}
