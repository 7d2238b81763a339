import type { RequestBody } from "../model.ts";
import { dereference, flagOf, objectOf, once, textOf, type Once, type Reader } from "../reading/index.ts";
import { placeOf, type Cursor } from "../refs/index.ts";
import { readContent } from "./media-type.ts";

/** The body that an operation takes (OpenAPI 3). */
export function readRequestBody(reader: Reader, operation: Cursor, known: Once<RequestBody>): RequestBody | undefined {
  const field = objectOf(reader, operation, "requestBody");
  const cursor = field && dereference(reader, field);
  return cursor && once(known, { reader, cursor }, () => readBody(reader, cursor));
}

function readBody(reader: Reader, cursor: Cursor): RequestBody {
  return {
    required: flagOf(reader, cursor, "required") ?? false,
    description: textOf(reader, cursor, "description"),
    content: readContent(reader, cursor),
    place: placeOf(cursor),
  };
}
