import { Readable } from "node:stream";
import { chosenType } from "./accept.js";
import { checkItem, type Check } from "./answer-check.js";
import { isJson } from "./body.js";
import { bytesOfItems, isItems } from "./items.js";
import type { OperationPlan } from "./operation.js";

type HeaderValue = string | number | boolean;

/** What a handler returns instead of answering itself. */
export interface TypedAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>>;
}

/** An answer as it goes to the client. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | Readable | undefined;
}

export function isTypedAnswer(value: unknown): value is TypedAnswer {
  return typeof value === "object" && value !== null && "status" in value && typeof value.status === "number";
}

/** What the client takes, and what is checked of an answer. */
export interface Asked {
  readonly accept: string | undefined;
  readonly checks: Readonly<Record<string, Check>> | undefined;
}

/** Status, headers and bytes of a typed result. The media type is its own, else one of the document's that the client takes. */
export function outgoing(
  { id, answers }: Pick<OperationPlan<never>, "id" | "answers">,
  { status, type, body, headers = {} }: TypedAnswer,
  { accept, checks }: Asked,
): Outgoing {
  const named = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => headerOf(name, value)));
  if (body === undefined)
    return { status, headers: mayHaveBody(status) ? { ...named, "content-length": "0" } : named, body };
  const declared = answers?.[status] ?? answers?.[`${Math.floor(status / 100)}XX`] ?? answers?.["default"];
  const media = type ?? chosenType(declared ?? "application/json", accept);
  const bytes = isItems(body)
    ? bytesOfItems(body, media, (item) => checkItem(checks, { id, status, media, item }))
    : bytesOf(body, media);
  if (Object.keys(named).some((name) => name.toLowerCase() === "content-type"))
    return { status, headers: named, body: bytes };
  const kept: { readonly [name: string]: string } =
    media === "text/event-stream" ? { "cache-control": "no-cache" } : {};
  return { status, headers: { ...kept, ...named, "content-type": contentTypeOf(media, bytes) }, body: bytes };
}

/** These never have one, not even an empty one. */
const mayHaveBody = (status: number): boolean => status >= 200 && status !== 204 && status !== 304;

function headerOf(
  name: string,
  value: HeaderValue | readonly HeaderValue[] | undefined,
): readonly (readonly [string, string | string[]])[] {
  if (value === undefined) return [];
  return [[name, Array.isArray(value) ? value.map(String) : String(value)]];
}

function bytesOf(body: unknown, media: string): Buffer | Readable {
  if (body instanceof Readable) return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.from(isJson(media) || typeof body !== "string" ? JSON.stringify(body) : body);
}

/** Text is UTF-8, and says so. */
function contentTypeOf(media: string, body: unknown): string {
  const type = media.includes("*") ? "application/json" : media;
  if (/;\s*charset=/i.test(type)) return type;
  const isBytes = body instanceof Readable || body instanceof Uint8Array;
  return !isBytes || type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
