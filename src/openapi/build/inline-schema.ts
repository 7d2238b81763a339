import { isJsonObject, type JsonObject } from "../../kit/index.ts";
import type { Reader } from "../reading/index.ts";
import type { Cursor } from "../refs/index.ts";
import type { Schema } from "../schema.ts";
import { readSchema } from "../schemas/index.ts";

/** Members of a Swagger 2.0 parameter or header that are no keywords of its schema. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "in",
  "description",
  "required",
  "collectionFormat",
  "allowEmptyValue",
  "schema",
]);

/** The schema that a parameter or header of Swagger 2.0 holds in its own keywords. */
export function inlineSchema(reader: Reader, cursor: Cursor): Schema {
  return readSchema(reader, { ...cursor, value: withoutOwnFields(cursor) });
}

function withoutOwnFields({ value }: Cursor): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !OWN_FIELDS.has(key) && !(key.startsWith("x-") && key !== "x-nullable")),
  );
}
