import { type JsonValue, isJsonObject } from "../../../kit/index.ts";
import type { Encoding, MediaType } from "../../index.ts";
import { concreteType, isJsonType, isSequence } from "./media.ts";
import { MULTIPART_BOUNDARY, multipartText } from "./multipart.ts";
import { type Pair, queryPairs } from "./styles.ts";
import { percent, plainText } from "./text.ts";

export interface BodyText {
  readonly text: string;
  readonly contentType: string;
}

/** A value as a body of the media type. What no media type of ours can say (XML, images) is sent as plain text. */
export function bodyText(media: MediaType, value: JsonValue): BodyText {
  const contentType = concreteType(media.type);
  if (isJsonType(contentType)) return { text: JSON.stringify(value), contentType };
  if (isSequence(contentType)) return { text: sequenceText(contentType, value), contentType };
  if (contentType === "application/x-www-form-urlencoded") return { text: formText(media, value), contentType };
  if (contentType.startsWith("multipart/"))
    return { text: multipartText(media, value), contentType: `${contentType}; boundary=${MULTIPART_BOUNDARY}` };
  return { text: looseText(contentType, value), contentType };
}

function sequenceText(contentType: string, value: JsonValue): string {
  const line = JSON.stringify(value);
  if (contentType.includes("event-stream")) return `data: ${line}\n\n`;
  return contentType.includes("json-seq") ? `\u001E${line}\n` : `${line}\n`;
}

function formText(media: MediaType, value: JsonValue): string {
  if (!isJsonObject(value)) return percent(plainText(value));
  const pairs = Object.entries(value).flatMap(([name, part]) => formPairs(name, part, media.encoding.get(name)));
  return pairs.map(([name, text]) => `${name}=${text}`).join("&");
}

function formPairs(name: string, value: JsonValue, encoding: Encoding | undefined): readonly Pair[] {
  if (encoding?.contentType !== undefined && isJsonType(encoding.contentType))
    return [[percent(name), percent(JSON.stringify(value))]];
  const style = encoding?.style ?? "form";
  const explode = encoding?.explode ?? (style === "form" || style === "deepObject");
  return queryPairs({ name, style, explode, allowReserved: encoding?.allowReserved ?? false }, value);
}

function looseText(contentType: string, value: JsonValue): string {
  if (contentType.includes("xml")) return "<sample/>";
  return typeof value === "object" && value !== null ? "sample" : plainText(value);
}
