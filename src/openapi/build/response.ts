import type { Response } from "../model.ts";
import { textOf, type Reader } from "../reading/index.ts";
import { placeOf, type Cursor } from "../refs/index.ts";
import { readHeaders } from "./header.ts";
import { readLinks } from "./links.ts";
import { readContent } from "./media-type.ts";

/** A response of OpenAPI 3. */
export function readResponse(reader: Reader, cursor: Cursor): Omit<Response, "status"> {
  return {
    description: textOf(reader, cursor, "description") ?? "",
    headers: readHeaders(reader, cursor),
    content: readContent(reader, cursor),
    links: readLinks(reader, cursor),
    place: placeOf(cursor),
  };
}
