import type { Parameter } from "../model.ts";
import { inlineSchema, sayNoSchema } from "../build/index.ts";
import { extensionsOf, flagOf, note, textOf, type Reader } from "../reading/index.ts";
import { member, placeOf, type Cursor } from "../refs/index.ts";
import { readSchema } from "../schemas/index.ts";
import { styleOfCollection } from "./collection.ts";

const PLACES = ["path", "query", "header"] as const;

/** A path, query or header parameter of Swagger 2.0. */
export function readParameter(reader: Reader, cursor: Cursor): Parameter | undefined {
  const name = textOf(reader, cursor, "name");
  const written = textOf(reader, cursor, "in");
  const place = PLACES.find((each) => each === written);
  if (name === undefined || place === undefined) return sayUseless(reader, cursor, name);
  if (!["type", "schema"].some((key) => member(cursor, key) !== undefined)) sayNoSchema(reader, cursor, name);
  const example = extensionsOf(cursor)["x-example"];
  return {
    name,
    in: place,
    required: place === "path" || (flagOf(reader, cursor, "required") ?? false),
    deprecated: false,
    description: textOf(reader, cursor, "description"),
    ...styleOfCollection(textOf(reader, cursor, "collectionFormat"), place === "query"),
    allowReserved: false,
    allowEmptyValue: flagOf(reader, cursor, "allowEmptyValue") ?? false,
    schema: schemaOf(reader, cursor),
    contentType: undefined,
    examples: example === undefined ? [] : [example],
    place: placeOf(cursor),
  };
}

/** Some documents of 2.0 write `schema` at a plain parameter, as OpenAPI 3 does. */
function schemaOf(reader: Reader, cursor: Cursor): Parameter["schema"] {
  const schema = member(cursor, "schema");
  return schema === undefined ? inlineSchema(reader, cursor) : readSchema(reader, schema);
}

function sayUseless(reader: Reader, cursor: Cursor, name: string | undefined): undefined {
  const evidence = { name: name ?? null, in: textOf(reader, cursor, "in") ?? null };
  note(reader, cursor, { code: "parameter-unusable", severity: "error", evidence });
}
