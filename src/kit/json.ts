export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

// What JSON leaves as it is, and what a terminal obeys or shows in another order than it stands.
const TERMINAL = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A value as indented JSON that is also harmless on a terminal: every control character of its texts is escaped.
 *
 * @example
 * jsonText("\u009b2J"); // '"\\u009b2J"'
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replace(TERMINAL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** True for anything with string keys that is neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for an object of a JSON document. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for an array of a JSON document; unlike `Array.isArray` it keeps the items' type. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
