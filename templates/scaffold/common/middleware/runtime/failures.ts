import { randomUUID } from "node:crypto";
import { HttpError } from "./http-error.js";
import { errorBody, errorType } from "./shape.js";

/** An error as it is answered. */
export interface Failure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Nobody has foreseen it: it belongs into the log. */
  readonly isUnexpected: boolean;
}

/** What was thrown, as an answer. Internals of an unexpected error are never told to the client. */
export function failureOf(error: unknown, requestId: string): Failure {
  const known = known4xx(error);
  // Named one by one: the message of an Error is not enumerable, so a spread would lose it.
  const { status, code, message, details } = known ?? INTERNAL;
  return {
    status,
    headers: { ...known?.headers, "content-type": `${errorType}; charset=utf-8` },
    body: JSON.stringify(errorBody({ status, code, message, details, requestId })),
    isUnexpected: known === undefined,
  };
}

const INTERNAL = { status: 500, code: "INTERNAL_ERROR", message: "Something went wrong.", details: [] };

/** An HttpError, or an error of the server and its parsers that blames the client. */
function known4xx(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error)) return undefined;
  const status = statusOf(error);
  if (status === undefined || status < 400 || status > 499) return undefined;
  if (error instanceof URIError || ("code" in error && error.code === "FST_ERR_BAD_URL")) return brokenPath();
  return new HttpError(status, CODES.get(status) ?? "BAD_REQUEST", error.message);
}

function statusOf(error: Error): number | undefined {
  if ("status" in error && typeof error.status === "number") return error.status;
  return "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : undefined;
}

const CODES: ReadonlyMap<number, string> = new Map([
  [400, "BAD_REQUEST"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
]);

const brokenPath = (): HttpError => new HttpError(400, "BAD_REQUEST", "The path holds a broken escape.");

/** Error: 400 for a path whose escapes spell no text. */
export function refuseBrokenPath(url: string): void {
  if (!url.includes("%")) return;
  try {
    decodeURIComponent(pathOf(url));
  } catch {
    throw brokenPath();
  }
}

/** Nothing in the document has this path. */
export function noRoute(url: string): HttpError {
  try {
    refuseBrokenPath(url);
  } catch (error) {
    if (error instanceof HttpError) return error;
  }
  return new HttpError(404, "NOT_FOUND", `There is no ${pathOf(url)}.`);
}

interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
}

/** Answers 501: the operation is in the document, but its handler has not been written yet. */
export function notImplemented({ method, url, originalUrl }: Asked, _answer?: unknown): never {
  const path = pathOf(originalUrl ?? url ?? "");
  throw new HttpError(501, "NOT_IMPLEMENTED", `${method} ${path} is not implemented yet.`);
}

/** Answers 405: the document does not give the path this method. */
export function notAllowed(method: string | undefined, methods: readonly string[]): HttpError {
  const allow = methods.join(", ");
  return new HttpError(405, "METHOD_NOT_ALLOWED", `${method} is not allowed here; use ${allow}.`, [], { Allow: allow });
}

const pathOf = (url: string): string => url.split("?", 1)[0] ?? "";

/** The id of a request: the client's own when it is harmless, else a new one. */
export function requestIdOf(given: string | readonly string[] | undefined): string {
  return typeof given === "string" && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** True when the query of a request holds what the document's path says behind its question mark. */
export function holdsQuery(wanted: string, given: string): boolean {
  const sent = new URLSearchParams(given);
  return [...new URLSearchParams(wanted)].every(([name, value]) => sent.getAll(name).includes(value));
}
