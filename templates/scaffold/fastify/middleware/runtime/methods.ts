import { METHODS } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, onSendHookHandler, RouteHandlerMethod } from "fastify";
import { noRoute, notAllowed } from "./failures.js";

/** For methods that Fastify has no function for. One that this version of Node cannot read never arrives. */
export function onMethod(fastify: FastifyInstance, method: string, url: string, handler: RouteHandlerMethod): void {
  if (!METHODS.includes(method)) return;
  if (!fastify.supportedMethods.includes(method)) fastify.addHttpMethod(method);
  fastify.route({ method, url, handler });
}

/** An answer to HEAD that never has a body tells no length of it: Fastify would tell the length of nothing. */
export function withoutLengths(fastify: FastifyInstance): void {
  fastify.addHook("onRoute", (route) => {
    if (route.method === "HEAD") route.onSend = [unsized, ...[route.onSend ?? []].flat()];
  });
}

const unsized: onSendHookHandler<unknown> = (_request, { statusCode }, payload, done) => {
  const isBare = payload === undefined && (statusCode === 204 || statusCode === 304);
  done(null, isBare ? Readable.from([]) : payload);
};

/**
 * The answer where no route fits: 405 to a method that the document does not give the path, or the list itself for OPTIONS;
 * else 404. Paths as `/users/{}`, in the order in which they are tried.
 */
export function otherMethods(prefix: string, methodsOf: Readonly<Record<string, readonly string[]>>) {
  const known = Object.entries(methodsOf).map(([path, methods]) => ({ pattern: patternOf(path), methods }));
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const [path = ""] = request.originalUrl.split("?", 1);
    const below = path.slice(prefix.length) || "/";
    const methods = known.find(({ pattern }) => pattern.test(below))?.methods;
    if (methods === undefined) throw noRoute(path);
    if (request.method === "OPTIONS") return reply.code(204).header("allow", methods.join(", ")).send();
    throw methods.includes(request.method) ? noRoute(path) : notAllowed(request.method, methods);
  };
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.split("{}").map(escaped).join("[^/]+")}$`);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
