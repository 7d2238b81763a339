import { isJsonObject, type JsonValue } from "../../kit/index.ts";
import { ownValue, type Cursor } from "../refs/index.ts";

const NONE: Readonly<Record<string, JsonValue>> = Object.freeze(emptyRecord());

/** The `x-` members of an object, as the document has them. */
export function extensionsOf(cursor: Cursor): Readonly<Record<string, JsonValue>> {
  if (!isJsonObject(cursor.value)) return NONE;
  const keys = Object.keys(cursor.value).filter((key) => key.startsWith("x-"));
  if (keys.length === 0) return NONE;
  const extensions = emptyRecord();
  for (const key of keys) extensions[key] = ownValue(cursor.value, key) ?? null;
  return extensions;
}

/** Without a prototype, so that no name of a stranger means anything. */
function emptyRecord(): Record<string, JsonValue> {
  return { __proto__: null };
}
