import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { HttpError } from "./runtime/http-error.js";
import { errorBody, errorType, type ErrorFacts } from "./runtime/shape.js";

export { HttpError } from "./runtime/http-error.js";
export type { Detail } from "./runtime/shape.js";

/** Gives every request an id: the client's own when it is harmless, else a new one. It is answered as X-Request-Id. */
export function requestId(req: Request, res: Response, next: NextFunction): void {
  const given = req.get("x-request-id");
  res.setHeader("X-Request-Id", given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID());
  next();
}

/** Answers 501: the operation is in the document, but its handler has not been written yet. */
export function notImplemented(req: Pick<Request, "method" | "path">, res: Response): void {
  answerError(res, {
    status: 501,
    code: "NOT_IMPLEMENTED",
    message: `${req.method} ${req.path} is not implemented yet.`,
    details: [],
  });
}

/** The last route: nothing in the document has this path. */
export function notFound(req: Request, res: Response): void {
  answerError(res, { status: 404, code: "NOT_FOUND", message: `There is no ${req.path}.`, details: [] });
}

/** Answers what was thrown. Internals of an unexpected error go to the log, never to the client. */
export function errorHandler(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  const known = known4xx(error);
  if (known === undefined) console.error(error);
  for (const [name, value] of Object.entries(known?.headers ?? {})) res.setHeader(name, value);
  answerError(res, known ?? INTERNAL);
}

const INTERNAL = { status: 500, code: "INTERNAL_ERROR", message: "Something went wrong.", details: [] };

/** An HttpError, or an error of Express and its parsers that blames the client. */
function known4xx(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  if (error.status < 400 || error.status > 499) return undefined;
  return new HttpError(error.status, CODES.get(error.status) ?? "BAD_REQUEST", error.message);
}

const CODES: ReadonlyMap<number, string> = new Map([
  [400, "BAD_REQUEST"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
]);

function answerError(res: Response, facts: Omit<ErrorFacts, "requestId">): void {
  const requestId = String(res.getHeader("X-Request-Id") ?? "");
  // Named one by one: the message of an Error is not enumerable, so a spread would lose it.
  const { status, code, message, details } = facts;
  res
    .status(status)
    .type(errorType)
    .send(JSON.stringify(errorBody({ status, code, message, details, requestId })));
}
