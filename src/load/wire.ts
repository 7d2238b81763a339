import { errors } from "../kit/index.ts";
import { checkHeader, hasHeader } from "./headers.ts";
import type { Header, Origin, PlannedRequest } from "./plan.ts";
import { redactUrl } from "./redact.ts";
import { authorityText } from "./target.ts";

const BODY_EXPECTED: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);
const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/**
 * A request as the bytes of HTTP/1.1, in one piece so that one write sends it.
 *
 * Errors: `load-bad-header`, `load-bad-url`. Source: RFC 9112, RFC 9110 section 8.6 (Content-Length 0 for methods that expect a body).
 * @example
 * requestBytes({ scheme: "http", host: "localhost", port: 80 }, request, true).toString(); // "GET / HTTP/1.1\r\nHost: …"
 */
export function requestBytes(origin: Origin, request: PlannedRequest, keepAlive: boolean): Buffer {
  const lines = requestHeaders(origin, request, keepAlive).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${lines.join("")}\r\n`, "utf8");
  return request.body === undefined ? head : Buffer.concat([head, request.body]);
}

/** A request's headers as they go on the wire, with those that we add. Errors: `load-bad-header`, `load-bad-url`. */
export function requestHeaders(origin: Origin, request: PlannedRequest, keepAlive: boolean): readonly Header[] {
  checkPath(request.path);
  for (const header of request.headers) checkHeader(header);
  const own: readonly Header[] = [
    ["Host", authorityText(origin)],
    ["User-Agent", "backwright"],
    ["Accept", "*/*"],
  ];
  return [
    ...own.filter(([name]) => !hasHeader(request.headers, name.toLowerCase())),
    ...request.headers,
    ...lengthOf(request),
    ...(keepAlive ? [] : [["Connection", "close"] as const]),
  ];
}

function checkPath(path: string): void {
  if (/^[\u0021-\u007E]+$/.test(path)) return;
  throw errors.load.badUrl({ url: redactUrl(path), reason: "its path holds a character that must be escaped" });
}

function lengthOf({ method, body }: PlannedRequest): readonly Header[] {
  if (body === undefined && !BODY_EXPECTED.has(method)) return [];
  return [["Content-Length", String(body?.length ?? 0)]];
}

/** True when sending it twice is as good as sending it once (RFC 9110 section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}

/** `application/json` for a body that parses as JSON, unless the headers name a type. */
export function contentTypeOf(body: Uint8Array, headers: readonly Header[]): Header | undefined {
  if (hasHeader(headers, "content-type") || !isJson(body)) return undefined;
  return ["Content-Type", "application/json"];
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}
