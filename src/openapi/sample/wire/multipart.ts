import { type JsonValue, isJsonObject } from "../../../kit/index.ts";
import type { MediaType, Schema } from "../../index.ts";
import { concreteType, isJsonType } from "./media.ts";
import { itemsOf, plainText } from "./text.ts";

export const MULTIPART_BOUNDARY = "sample-boundary-7d1f";

/** The parts of a form, files with a name; RFC 7578. */
export function multipartText(media: MediaType, value: JsonValue): string {
  const fields = isJsonObject(value) ? Object.entries(value) : [];
  const parts = fields.flatMap(([name, field]) => itemsOf(field).map((item) => partText(name, item, media)));
  return `${parts.join("")}--${MULTIPART_BOUNDARY}--\r\n`;
}

function partText(name: string, value: JsonValue, media: MediaType): string {
  const type = partType(name, value, media);
  const fileName = isFile(name, media) ? `; filename="${quoted(name)}.bin"` : "";
  const heading = `--${MULTIPART_BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"${fileName}\r\n`;
  return `${heading}${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n${contentOf(value, type)}\r\n`;
}

function contentOf(value: JsonValue, type: string | undefined): string {
  return type !== undefined && isJsonType(type) ? JSON.stringify(value) : plainText(value);
}

function partType(name: string, value: JsonValue, media: MediaType): string | undefined {
  const declared = media.encoding.get(name)?.contentType?.split(",")[0]?.trim();
  if (declared !== undefined && declared !== "") return concreteType(declared);
  if (isJsonObject(value)) return "application/json";
  return isFile(name, media) ? "application/octet-stream" : undefined;
}

function isFile(name: string, media: MediaType): boolean {
  return typeof media.schema === "object" && isBinary(media.schema.properties?.get(name));
}

function isBinary(schema: Schema | undefined): boolean {
  if (schema === undefined || typeof schema === "boolean") return false;
  if (schema.format === "binary" || isBinary(schema.items)) return true;
  return schema.contentMediaType !== undefined && schema.contentEncoding === undefined;
}

/** As browsers write a name into a quoted header value. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
