import type { NextFunction, Request, Response } from "express";
import { failureOf, noRoute, requestIdOf } from "./runtime/failures.js";

export { notImplemented } from "./runtime/failures.js";
export { HttpError } from "./runtime/http-error.js";
export type { Detail } from "./runtime/shape.js";

/** Gives every request an id: the client's own when it is harmless, else a new one. It is answered as X-Request-Id. */
export function requestId(req: Request, res: Response, next: NextFunction): void {
  res.setHeader("X-Request-Id", requestIdOf(req.headers["x-request-id"]));
  next();
}

/** The last route: nothing in the document has this path. */
export function notFound(req: Request): never {
  throw noRoute(req.originalUrl);
}

/** Answers what was thrown. Internals of an unexpected error go to the log, never to the client. */
export function errorHandler(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  const { status, headers, body, isUnexpected } = failureOf(error, String(res.getHeader("X-Request-Id") ?? ""));
  if (isUnexpected) console.error(error);
  res.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
