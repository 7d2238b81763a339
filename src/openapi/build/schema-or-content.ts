import { dereference, objectOf, type Reader } from "../reading/index.ts";
import { member, members, type Cursor } from "../refs/index.ts";
import type { Schema } from "../schema.ts";
import { bareType } from "./bare-type.ts";
import { inlineSchema } from "./inline-schema.ts";
import { readSchema } from "../schemas/index.ts";

export interface SchemaOrContent {
  readonly schema: Schema;
  readonly contentType: string | undefined;
}

/** What a parameter or header holds: by `schema`, by its only `content`, or (2.0) by keywords of its own. */
export function readSchemaOrContent(reader: Reader, cursor: Cursor): SchemaOrContent {
  if (reader.version === "2.0") return { schema: inlineSchema(reader, cursor), contentType: undefined };
  const schema = member(cursor, "schema");
  if (schema !== undefined) return { schema: readSchema(reader, schema), contentType: undefined };
  const content = objectOf(reader, cursor, "content");
  const [entry] = content === undefined ? [] : members(content);
  if (entry === undefined) return { schema: true, contentType: undefined };
  const media = dereference(reader, entry);
  const inner = media && member(media, "schema");
  return { schema: inner === undefined ? true : readSchema(reader, inner), contentType: bareType(entry.key) };
}

/** True when the object says anywhere what it holds. */
export function hasSchema(cursor: Cursor): boolean {
  return ["schema", "content", "type"].some((key) => member(cursor, key) !== undefined);
}
