import type { JsonValue } from "../../kit/index.ts";
import { isObject, items, member, ownValue, type Cursor } from "../refs/index.ts";
import { kindOf, note } from "./note.ts";
import type { Reader } from "./reader.ts";

/** The text of a field. Numbers and booleans, which YAML makes of unquoted text, count as their own spelling. */
export function textOf(reader: Reader, cursor: Cursor, key: string): string | undefined {
  const value = valueAt(cursor, key);
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return misfit(reader, cursor, { key, expected: "string" });
}

/** A boolean field; undefined when the document does not say. */
export function flagOf(reader: Reader, cursor: Cursor, key: string): boolean | undefined {
  const value = valueAt(cursor, key);
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return misfit(reader, cursor, { key, expected: "boolean" });
}

/** A field that is an object, when it is one. */
export function objectOf(reader: Reader, cursor: Cursor, key: string): Cursor | undefined {
  const field = member(cursor, key);
  if (field === undefined || field.value === null || isObject(field)) return field?.value === null ? undefined : field;
  return misfit(reader, cursor, { key, expected: "object" });
}

/** The items of a field that is a list. */
export function listOf(reader: Reader, cursor: Cursor, key: string): readonly Cursor[] {
  const field = member(cursor, key);
  if (field === undefined || field.value === null || Array.isArray(field.value)) {
    return field === undefined ? [] : items(field);
  }
  return misfit(reader, cursor, { key, expected: "list" }) ?? [];
}

/** The value of an object's own key, of any kind; undefined when there is none. */
export function valueAt(cursor: Cursor, key: string): JsonValue | undefined {
  return ownValue(cursor.value, key);
}

function misfit(reader: Reader, cursor: Cursor, { key, expected }: Misfit): undefined {
  const field = member(cursor, key) ?? cursor;
  const evidence = { field: key, expected, found: kindOf(field.value) };
  note(reader, field, { code: "field-wrong-kind", severity: "warning", evidence });
}

interface Misfit {
  readonly key: string;
  readonly expected: string;
}
