import type { Encoding, RequestBody } from "../model.ts";
import { inlineSchema, type InputSite } from "../build/index.ts";
import { flagOf, textOf, valueAt, type Reader } from "../reading/index.ts";
import { placeOf, type Cursor } from "../refs/index.ts";
import type { Schema } from "../schema.ts";
import { styleOfCollection } from "./collection.ts";
import { mediaTypes } from "./media-types.ts";

const MULTIPART = "multipart/form-data";
const URLENCODED = "application/x-www-form-urlencoded";

interface Field {
  readonly name: string;
  readonly cursor: Cursor;
  readonly required: boolean;
}

/** `formData` parameters as one body: an object with a property each. */
export function readForm(reader: Reader, parameters: readonly Cursor[], site: InputSite): RequestBody {
  const fields = parameters.flatMap((cursor) => fieldOf(reader, cursor));
  const place = placeOf(parameters[0] ?? site.operation);
  const schema = formSchema(reader, fields, place);
  const encoding = new Map(fields.flatMap((field) => encodingOf(reader, field)));
  return {
    required: fields.some(({ required }) => required),
    description: undefined,
    content: formTypes(reader, fields, site).map((type) => ({
      type,
      schema,
      itemSchema: undefined,
      encoding,
      examples: [],
    })),
    place,
  };
}

function fieldOf(reader: Reader, cursor: Cursor): readonly Field[] {
  const name = textOf(reader, cursor, "name");
  return name === undefined ? [] : [{ name, cursor, required: flagOf(reader, cursor, "required") ?? false }];
}

function formSchema(reader: Reader, fields: readonly Field[], place: RequestBody["place"]): Schema {
  const required = fields.flatMap((field) => (field.required ? [field.name] : []));
  const properties = new Map(fields.map(({ name, cursor }) => [name, propertyOf(reader, cursor)]));
  return { place, types: ["object"], properties, ...(required.length === 0 ? {} : { required }) };
}

function propertyOf(reader: Reader, cursor: Cursor): Schema {
  const schema = inlineSchema(reader, cursor);
  const description = textOf(reader, cursor, "description");
  return typeof schema === "boolean" || description === undefined ? schema : { ...schema, description };
}

/** A list in a form is written as its collectionFormat says. */
function encodingOf(reader: Reader, { name, cursor }: Field): readonly (readonly [string, Encoding])[] {
  if (valueAt(cursor, "type") !== "array") return [];
  const written = styleOfCollection(textOf(reader, cursor, "collectionFormat"), true);
  return [[name, { contentType: undefined, ...written, allowReserved: false, headers: [] }]];
}

/** Files travel as multipart only; without `consumes` a form is urlencoded. */
function formTypes(reader: Reader, fields: readonly Field[], { operation }: InputSite): readonly string[] {
  const types = mediaTypes("consumes", operation, reader.library.root).filter(
    (type) => type === MULTIPART || type === URLENCODED,
  );
  if (fields.some(({ cursor }) => valueAt(cursor, "type") === "file")) return [MULTIPART];
  return types.length === 0 ? [URLENCODED] : types;
}
