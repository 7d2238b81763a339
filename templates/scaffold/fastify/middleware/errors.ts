import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { failureOf, noRoute, requestIdOf } from "./runtime/failures.js";

export { notImplemented } from "./runtime/failures.js";
export { HttpError } from "./runtime/http-error.js";
export type { Detail } from "./runtime/shape.js";

/** Gives every request an id: the client's own when it is harmless, else a new one. It is answered as X-Request-Id. */
export async function requestId(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("x-request-id", requestIdOf(request.headers["x-request-id"]));
}

/** Routes of the application that the document does not know, and paths that nobody knows. */
export async function notFound(fastify: FastifyInstance): Promise<void> {
  acceptAnyBody(fastify);
  fastify.setNotFoundHandler((request) => {
    throw noRoute(request.originalUrl);
  });
}

/** Answers what was thrown. Internals of an unexpected error go to the log, never to the client. */
export function errorHandler(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const id = reply.getHeader("x-request-id") ?? requestIdOf(request.headers["x-request-id"]);
  const { status, headers, body, isUnexpected } = failureOf(error, String(id));
  if (isUnexpected) request.log.error(error);
  void reply
    .code(status)
    .headers({ ...headers, "x-request-id": String(id) })
    .send(body);
}

/** Leaves the body to the operation, which knows its media types and limits: no parser of Fastify's touches it. */
export function acceptAnyBody(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser("*", (_request, _payload, done) => done(null));
  fastify.addHook("onRequest", (request, _reply, done) => {
    const type = request.raw.headers["content-type"];
    // Fastify would answer these itself; the operation reads what was sent.
    if (type === undefined ? request.method === "QUERY" : !MEDIA_TYPE.test(type)) request.headers = READABLE;
    done();
  });
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;
const READABLE = { "content-type": "application/octet-stream" };
