import type { MediaType, Response } from "../model.ts";
import { bareType, readHeaders, type ResponseSite } from "../build/index.ts";
import { objectOf, textOf, valueAt, type Reader } from "../reading/index.ts";
import { member, members, placeOf, type Cursor } from "../refs/index.ts";
import { readSchema } from "../schemas/index.ts";
import { plainMedia } from "./body.ts";
import { mediaTypes } from "./media-types.ts";

/** A response of Swagger 2.0: one schema for every type that the operation produces. */
export function readResponse(reader: Reader, { operation, cursor }: ResponseSite): Omit<Response, "status"> {
  return {
    description: textOf(reader, cursor, "description") ?? "",
    headers: readHeaders(reader, cursor),
    content: readContent(reader, cursor, operation),
    links: {},
    place: placeOf(cursor),
  };
}

function readContent(reader: Reader, cursor: Cursor, operation: Cursor): readonly MediaType[] {
  const field = member(cursor, "schema");
  if (field === undefined) return [];
  const schema = readSchema(reader, field);
  const fallback = valueAt(field, "type") === "file" ? "application/octet-stream" : "application/json";
  const types = mediaTypes("produces", operation, reader.library.root);
  const examples = examplesOf(reader, cursor);
  return (types.length === 0 ? [fallback] : types).map((type) => plainMedia(type, schema, examples.get(type)));
}

/** Examples by media type. */
function examplesOf(reader: Reader, cursor: Cursor): ReadonlyMap<string, MediaType["examples"]> {
  const field = objectOf(reader, cursor, "examples");
  return new Map((field === undefined ? [] : members(field)).map(({ key, value }) => [bareType(key), [value]]));
}
