import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Handler, RequestParts } from "../../types/handler.js";
import { notImplemented } from "../errors.js";
import { isTypedAnswer, outgoing, type Outgoing } from "./answer.js";
import { checkAnswer } from "./answer-check.js";
import { holdsQuery } from "./failures.js";
import { contractOf, queryOf, receive, type ContractOptions, type OperationPlan, type Received } from "./operation.js";

/** Serves a request, or passes it on: another operation with this path may be meant. */
export type Served = (request: FastifyRequest, reply: FastifyReply) => unknown;

const PASS = Symbol("another operation is meant");

/** How an operation is served by Fastify. */
export interface RoutePlan<Parts extends RequestParts> extends OperationPlan<Parts> {
  /** Parameters whose names in the route are others than in the document. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Handlers that serve an operation: credentials, body, validation, handler, answer. */
export function operationsIn(options: ContractOptions) {
  const contract = contractOf(options);
  return <Parts extends RequestParts, Responses>(
    plan: RoutePlan<Parts>,
    handler: Handler<Parts, Responses> | undefined,
  ): RouteHandlerMethod => {
    if (handler === undefined) return notImplemented;
    const answer = handler as unknown as Served;
    const checks = contract.checks[plan.id];
    return async (request, reply) => {
      const { raw, originalUrl: url } = request;
      const params = paramsOf(request.params as Params, plan.names);
      // Fastify takes nothing at all for a value, which no path of the document means.
      if (params === undefined) return unknownPath(reply);
      const received = await receive(contract, plan, { raw, response: reply.raw, url, params, told: { request } });
      if (received === undefined) return PASS;
      place(request, received);
      if (checks !== undefined)
        checkObjects(reply, (status, body) => checkAnswer(checks, { id: plan.id, status, body }));
      const result = await answer(request, reply);
      if (result !== reply && isTypedAnswer(result) && !reply.sent) {
        checkAnswer(checks, { id: plan.id, status: result.status, body: result.body });
        send(reply, outgoing(plan, result, { accept: request.headers.accept, checks }));
      }
      return reply;
    };
  };
}

type Params = Readonly<Record<string, string>>;

/** Undefined when a value is empty. */
function paramsOf(params: Params, names: Params | undefined): Params | undefined {
  for (const name of Object.keys(params)) if (params[name] === "") return undefined;
  if (names === undefined) return params;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [names[name] ?? name, value]));
}

/** Puts the validated values where Fastify's users look for them. */
function place(request: FastifyRequest, { input, auth }: Received<RequestParts>): void {
  const { params, query, body } = input;
  Object.assign(request, { params, query, body, input, auth });
}

/** Looks at the objects that `reply.send` is given before they go out. */
function checkObjects(reply: FastifyReply, check: (status: number, body: unknown) => void): void {
  const plain = reply.send.bind(reply);
  reply.send = (body?: unknown) => {
    if (typeof body === "object" && body !== null && !(body instanceof Error)) check(reply.statusCode, body);
    return plain(body);
  };
}

function send(reply: FastifyReply, { status, headers, body }: Outgoing): void {
  void reply.code(status).headers(headers).send(body);
  // For HEAD Fastify would read a stream to its end.
  if (reply.request.method === "HEAD" && body instanceof Readable) body.destroy();
}

function unknownPath(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** For operations with the same method and path: the first that does not pass the request on. */
export function firstOf(...handlers: readonly RouteHandlerMethod[]): RouteHandlerMethod {
  return async function (request, reply) {
    const sent = request.params;
    for (const handler of handlers) {
      request.params = sent;
      const result: unknown = await handler.call(this, request, reply);
      if (result !== PASS) return result;
    }
    return unknownPath(reply);
  };
}

/** For paths that the document tells apart by their query: `/things?action=copy`. */
export function onQuery(query: string, handler: RouteHandlerMethod): RouteHandlerMethod {
  return function (request, reply) {
    return holdsQuery(query, queryOf(request.originalUrl)) ? handler.call(this, request, reply) : Promise.resolve(PASS);
  };
}
