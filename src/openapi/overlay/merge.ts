import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";

/**
 * What an update makes of a node: a list gets an entry, or the entries of a list; an object the members of an object; a plain
 * value is replaced (Overlay 1.1, section 4.4.3). Undefined where the two do not fit.
 */
export function updated(target: JsonValue, update: JsonValue): JsonValue | undefined {
  if (isJsonArray(target)) return [...target, ...(isJsonArray(update) ? update : [update])];
  if (isJsonObject(target)) return isJsonObject(update) ? merged(target, update) : undefined;
  return update;
}

function merged(target: JsonObject, update: JsonObject): JsonObject {
  const members = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(update)) members.set(key, member(members.get(key), value));
  return Object.fromEntries(members);
}

function member(before: JsonValue | undefined, value: JsonValue): JsonValue {
  if (isJsonObject(before) && isJsonObject(value)) return merged(before, value);
  return isJsonArray(before) && isJsonArray(value) ? [...before, ...value] : value;
}
