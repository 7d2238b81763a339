import type { Header } from "../model.ts";
import { dereference, flagOf, objectOf, textOf, type Reader } from "../reading/index.ts";
import { members, type Cursor, type Member } from "../refs/index.ts";
import { readSchemaOrContent } from "./schema-or-content.ts";

/** The headers of a response or of a part of a multipart body. `Content-Type` there is described by `content`. */
export function readHeaders(reader: Reader, owner: Cursor): readonly Header[] {
  const field = objectOf(reader, owner, "headers");
  const entries = field === undefined ? [] : members(field).filter(({ key }) => key.toLowerCase() !== "content-type");
  return entries.flatMap((entry) => readHeader(reader, entry));
}

function readHeader(reader: Reader, entry: Member): readonly Header[] {
  const cursor = dereference(reader, entry);
  if (cursor === undefined) return [];
  const header: Header = {
    name: entry.key,
    required: flagOf(reader, cursor, "required") ?? false,
    deprecated: flagOf(reader, cursor, "deprecated") ?? false,
    description: textOf(reader, cursor, "description"),
    explode: flagOf(reader, cursor, "explode") ?? false,
    ...readSchemaOrContent(reader, cursor),
  };
  return [header];
}
