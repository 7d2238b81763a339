import type { MediaType, RequestBody } from "../model.ts";
import type { InputSite } from "../build/index.ts";
import { flagOf, textOf, type Reader } from "../reading/index.ts";
import { member, placeOf, type Cursor } from "../refs/index.ts";
import { readSchema } from "../schemas/index.ts";
import { mediaTypes } from "./media-types.ts";

/** A `body` parameter as the body that an operation takes. */
export function readBody(reader: Reader, parameter: Cursor, { operation }: Pick<InputSite, "operation">): RequestBody {
  const field = member(parameter, "schema");
  const schema = field && readSchema(reader, field);
  const types = mediaTypes("consumes", operation, reader.library.root);
  return {
    required: flagOf(reader, parameter, "required") ?? false,
    description: textOf(reader, parameter, "description"),
    content: (types.length === 0 ? ["application/json"] : types).map((type) => plainMedia(type, schema)),
    place: placeOf(parameter),
  };
}

export function plainMedia(type: string, schema: MediaType["schema"], examples: MediaType["examples"] = []): MediaType {
  return { type, schema, itemSchema: undefined, encoding: new Map(), examples };
}
