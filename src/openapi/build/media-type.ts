import { note, objectOf, dereference, flagOf, textOf, type Reader } from "../reading/index.ts";
import { member, members, type Cursor, type Member } from "../refs/index.ts";
import { readSchema } from "../schemas/index.ts";
import type { Encoding, MediaType } from "../model.ts";
import { bareType } from "./bare-type.ts";
import { readExamples, readNamedExamples } from "./examples.ts";
import { readHeaders } from "./header.ts";
import { encodingStyle } from "./styles.ts";

/** The media types of a body or a response; of two that differ only by their parameters the first counts. */
export function readContent(reader: Reader, owner: Cursor): readonly MediaType[] {
  const content = objectOf(reader, owner, "content");
  const byType = new Map<string, { readonly entry: Cursor; readonly media: MediaType }>();
  for (const entry of content === undefined ? [] : members(content)) {
    const type = bareType(entry.key);
    const first = byType.get(type);
    if (first === undefined) byType.set(type, { entry, media: readMediaType(reader, entry, type) });
    else if (!isAlike(first.entry, entry)) sayTwice(reader, entry, type);
  }
  return [...byType.values()].map(({ media }) => media);
}

const isAlike = (a: Cursor, b: Cursor): boolean => JSON.stringify(a.value) === JSON.stringify(b.value);

function sayTwice(reader: Reader, entry: Member, type: string): void {
  note(reader, entry, { code: "media-type-duplicate", severity: "info", evidence: { type } });
}

function readMediaType(reader: Reader, entry: Cursor, type: string): MediaType {
  const cursor = dereference(reader, entry) ?? { ...entry, value: {} };
  const schema = member(cursor, "schema");
  const itemSchema = member(cursor, "itemSchema");
  const namedExamples = readNamedExamples(reader, cursor);
  return {
    type,
    schema: schema && readSchema(reader, schema),
    itemSchema: itemSchema && readSchema(reader, itemSchema),
    encoding: readEncodings(reader, cursor),
    examples: readExamples(reader, cursor),
    ...(namedExamples.size > 0 && { namedExamples }),
  };
}

function readEncodings(reader: Reader, cursor: Cursor): ReadonlyMap<string, Encoding> {
  const field = objectOf(reader, cursor, "encoding");
  return new Map((field === undefined ? [] : members(field)).map((entry) => [entry.key, readEncoding(reader, entry)]));
}

function readEncoding(reader: Reader, cursor: Cursor): Encoding {
  return {
    contentType: textOf(reader, cursor, "contentType"),
    style: encodingStyle(textOf(reader, cursor, "style")),
    explode: flagOf(reader, cursor, "explode"),
    allowReserved: flagOf(reader, cursor, "allowReserved") ?? false,
    headers: readHeaders(reader, cursor),
  };
}
