import { type JsonValue, compareText, isJsonObject } from "../../../kit/index.ts";

/** Equality of JSON values: the order of properties does not matter. */
export function isEqual(a: JsonValue, b: JsonValue): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && canonicalText(a) === canonicalText(b));
}

export function isUnique(values: readonly JsonValue[]): boolean {
  return new Set(values.map(canonicalText)).size === values.length;
}

/** One text per value, with properties in order of their names. */
export function canonicalText(value: JsonValue): string {
  if (isJsonObject(value)) {
    const names = Object.keys(value).sort(compareText);
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`).join(",")}}`;
  }
  return Array.isArray(value) ? `[${value.map(canonicalText).join(",")}]` : JSON.stringify(value);
}
