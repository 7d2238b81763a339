import type { FastifyReply, FastifyRequest } from "fastify";
import type { Arrival } from "./arrival.js";

interface Arriving<Input> extends Pick<FastifyRequest, "originalUrl"> {
  readonly input: Input;
  readonly auth: Readonly<Record<string, unknown>>;
}

/** The one place that knows Fastify: what handlers read of a request. */
export function arrivalOf<Input>(request: Arriving<Input>, reply: Pick<FastifyReply, "getHeader">): Arrival<Input> {
  const { input, auth, originalUrl: url } = request;
  return { input, auth, url, meta: { requestId: String(reply.getHeader("x-request-id") ?? "") } };
}
