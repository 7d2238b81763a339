import type { Context, Next } from "koa";
import { failureOf, noRoute, requestIdOf } from "./runtime/failures.js";

export { notImplemented } from "./runtime/failures.js";
export { HttpError } from "./runtime/http-error.js";
export type { Detail } from "./runtime/shape.js";

/** Gives every request an id: the client's own when it is harmless, else a new one. It is answered as X-Request-Id. */
export async function requestId(ctx: Context, next: Next): Promise<void> {
  ctx.set("X-Request-Id", requestIdOf(ctx.headers["x-request-id"]));
  await next();
}

/** The last middleware: nothing in the document has this path. */
export function notFound(ctx: Context): never {
  throw noRoute(ctx.originalUrl);
}

/** Answers what was thrown. Internals of an unexpected error go to the application's `error` event, never to the client. */
export async function errorHandler(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    const { status, headers, body, isUnexpected } = failureOf(error, String(ctx.response.get("X-Request-Id")));
    if (isUnexpected) ctx.app.emit("error", error, ctx);
    ctx.status = status;
    ctx.set(headers);
    ctx.body = Buffer.from(body);
  }
}
