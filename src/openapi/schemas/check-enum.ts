import type { JsonValue } from "../../kit/index.ts";
import { note } from "../reading/index.ts";
import { member } from "../refs/index.ts";
import type { JsonType } from "../schema.ts";
import type { Site } from "./draft.ts";

/**
 * Notes values of `enum` that `type` forbids. Numbers and booleans in the list of a string are what YAML makes of
 * unquoted text, so they are read as that text.
 */
export function checkEnum(site: Site): void {
  const { draft, reader, cursor } = site;
  const { types } = draft;
  if (draft.enum === undefined || types === undefined) return;
  const wrong = draft.enum.filter((value) => value !== null && !types.some((type) => isOf(type, value)));
  if (wrong.length === 0) return;
  const evidence = { type: types.join(", "), values: wrong.slice(0, 5) };
  note(reader, member(cursor, "enum") ?? cursor, { code: "enum-type-mismatch", severity: "warning", evidence });
  if (types.includes("string")) draft.enum = draft.enum.map((value) => (wrong.includes(value) ? asText(value) : value));
}

function isOf(type: JsonType, value: JsonValue): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function asText(value: JsonValue): JsonValue {
  return typeof value === "object" ? value : String(value);
}
