import { isDefined, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import type { Noted } from "../step.ts";

/** A request of a recording, with what is known of its answer. */
export interface Entry extends Noted {
  readonly origin: string;
  readonly startedMs: number;
  readonly tookMs: number;
  readonly status: number;
  /** Of the answer. */
  readonly type: string;
}

/** The http and https requests of a HAR 1.2 document that were answered, in the order of their beginning. */
export function entriesOf(document: JsonValue): readonly Entry[] {
  const log = memberOf(document, "log");
  const entries = memberOf(log, "entries");
  const read = (isJsonArray(entries) ? entries : []).map(entryOf).filter(isDefined);
  return read.toSorted((a, b) => a.startedMs - b.startedMs);
}

function entryOf(entry: JsonValue): Entry | undefined {
  const request = memberOf(entry, "request");
  const response = memberOf(entry, "response");
  const address = textAt(request, "url");
  const status = Number(memberOf(response, "status") ?? 0);
  if (!URL.canParse(address) || status < 200) return undefined;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const { body, type } = bodyOf(memberOf(request, "postData"));
  const headers = headersOf(request);
  const hasType = headers.some(([name]) => /^content-type$/i.test(name));
  return {
    origin: url.origin,
    method: textAt(request, "method").toUpperCase(),
    path: url.pathname + url.search,
    headers: type === "" || hasType ? headers : [...headers, ["Content-Type", type]],
    body,
    startedMs: Date.parse(textAt(entry, "startedDateTime")) || 0,
    tookMs: Math.max(0, Number(memberOf(entry, "time") ?? 0) || 0),
    status,
    type: textAt(memberOf(response, "content"), "mimeType"),
  };
}

function headersOf(request: JsonValue | undefined): readonly (readonly [string, string])[] {
  return listAt(request, "headers").map((header) => [textAt(header, "name"), textAt(header, "value")] as const);
}

function bodyOf(data: JsonValue | undefined): { readonly body: string | undefined; readonly type: string } {
  const type = textAt(data, "mimeType");
  const text = textAt(data, "text");
  if (text !== "") return { body: text, type };
  const pairs = listAt(data, "params").map(
    (pair) => `${encodeURIComponent(textAt(pair, "name"))}=${encodeURIComponent(textAt(pair, "value"))}`,
  );
  return { body: pairs.length === 0 ? undefined : pairs.join("&"), type };
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function textAt(value: JsonValue | undefined, name: string): string {
  const text = memberOf(value, name);
  return typeof text === "string" ? text : "";
}

function listAt(value: JsonValue | undefined, name: string): readonly JsonObject[] {
  const list = memberOf(value, name);
  return isJsonArray(list) ? list.filter((item): item is JsonObject => isJsonObject(item)) : [];
}
