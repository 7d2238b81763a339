import type { JsonValue } from "../../kit/index.ts";
import { items, type Cursor } from "../refs/index.ts";
import { note } from "../reading/index.ts";
import type { JsonType } from "../schema.ts";
import type { Site } from "./draft.ts";
import { misfit } from "./misfit.ts";

const TYPES: ReadonlyMap<string, JsonType> = new Map(
  (["null", "boolean", "integer", "number", "string", "array", "object"] as const).map((type) => [type, type]),
);

/** `type`: a name or, since 3.1, several. Swagger's `file` is a binary string. What is no type is left out. */
export function readType(site: Site, cursor: Cursor): void {
  const { value } = cursor;
  if (value === "file") return readFile(site);
  if (typeof value !== "string" && !Array.isArray(value)) return misfit(site, cursor, "string or list");
  const types = typeof value === "string" ? knownTypes(site, [cursor]) : knownTypes(site, items(cursor));
  if (types.length > 0) site.draft.types = types;
}

function readFile({ draft }: Site): void {
  draft.types = ["string"];
  draft.format = "binary";
}

function knownTypes(site: Site, cursors: readonly Cursor[]): readonly JsonType[] {
  const types = new Set<JsonType>();
  for (const cursor of cursors) {
    const type = typeOf(cursor.value);
    if (type === undefined) unknown(site, cursor);
    else types.add(type);
  }
  return [...types];
}

/** YAML reads an unquoted `null` in a list of types as the value. */
function typeOf(value: JsonValue): JsonType | undefined {
  if (value === null) return "null";
  return typeof value === "string" ? TYPES.get(value) : undefined;
}

function unknown(site: Site, cursor: Cursor): void {
  const evidence = { type: typeof cursor.value === "string" ? cursor.value : JSON.stringify(cursor.value) };
  note(site.reader, cursor, { code: "type-unknown", severity: "warning", evidence });
}
