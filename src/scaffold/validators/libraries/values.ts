import type { JsonValue } from "../../../kit/index.ts";
import type { JsonType, SchemaObject } from "../../../openapi/index.ts";
import { NUMBER_FORMATS } from "../formats.ts";
import { groupsOf } from "./groups.ts";

/** The plain values of an `enum` that the type beside it does not rule out. */
export function valuesOfType(values: readonly JsonValue[], { types, format }: SchemaObject): readonly JsonValue[] {
  return values.filter((value) => isOfType(value, types) && fitsFormat(value, format));
}

/** Values are listed, and beside them stands at most the type that they have. */
export function saysValuesOnly(said: SchemaObject): boolean {
  const { format: _, ...rest } = said;
  return (said.enum !== undefined || said.const !== undefined) && groupsOf(rest).length === 0;
}

function isOfType(value: JsonValue, types: readonly JsonType[] | undefined): boolean {
  if (types === undefined) return true;
  if (value === null) return types.includes("null");
  if (typeof value === "number")
    return types.includes("number") || (types.includes("integer") && Number.isInteger(value));
  return types.some((type) => type === typeof value);
}

function fitsFormat(value: JsonValue, format: string | undefined): boolean {
  const bounds = format === undefined ? undefined : NUMBER_FORMATS.get(format);
  return bounds === undefined || typeof value !== "number" || (value >= bounds[0] && value <= bounds[1]);
}
