import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer, ContentOf, RequestParts, SecurityCheck, SendBody, JsonBody, StatusOf } from "./contract.js";

export type * from "./contract.js";

type OpenRequest = Omit<FastifyRequest, "params" | "query" | "body" | "cookies" | "input" | "auth">;

/** Fastify's request with the validated values of the document in their places. */
export interface HandlerRequest<Parts extends RequestParts> extends OpenRequest {
  params: Parts["params"];
  query: Parts["query"];
  body: Parts["body"];
  /** The whole validated request. Header parameters stand here, in lower case, and cookies. */
  readonly input: Parts;
  /** What the security handlers answered, by scheme. */
  readonly auth: Readonly<Record<string, unknown>>;
}

type OpenReply = Omit<FastifyReply, "code" | "status" | "send" | "header" | "headers" | "type" | "redirect" | "then">;

interface Sendable<One> {
  /** The body as the document declares it for this status. */
  send(body: SendOf<One>): Sent;
}

/** An object is sent as JSON, text and bytes as they are. */
type SendOf<One> = SendBody<One> | (One extends { type: undefined } ? never : JsonBody<One>);

/** A reply that is on its way: what a handler returns. */
interface Sent {
  readonly sent: boolean;
}

interface Fluent {
  header(name: string, value: string | number | readonly string[]): this;
  headers(values: Readonly<Record<string, string | number | string[] | undefined>>): this;
  type(contentType: string): this;
}

/** Fastify's reply once its status is known. */
export interface StatusReply<One> extends OpenReply, Fluent, Sendable<One> {}

/** Fastify's reply: status and body must be those of the document. */
export interface HandlerReply<Responses> extends OpenReply, Fluent, Sendable<ContentOf<Responses, 200>> {
  code<Status extends StatusOf<Responses>>(status: Status): StatusReply<ContentOf<Responses, Status>>;
  status<Status extends StatusOf<Responses>>(status: Status): StatusReply<ContentOf<Responses, Status>>;
  redirect(url: string, status?: StatusOf<Responses>): Sent;
}

/** What a handler may return: nothing or the reply (it used `reply`), or a typed result. */
export type Returned<Responses> = Answer<Responses> | Sent | void;

/** A handler of one operation, in Fastify's own form or returning a typed result. */
export type Handler<Parts extends RequestParts, Responses> = (
  request: HandlerRequest<Parts>,
  reply: HandlerReply<Responses>,
) => Returned<Responses> | Promise<Returned<Responses>>;

/** What a security handler is told of the request. */
export interface SecurityContext {
  readonly request: FastifyRequest;
  readonly operationId: string;
  readonly scopes: readonly string[];
}

/** Checks credentials. A truthy answer is accepted and put in `request.auth`; anything else answers 401. */
export type SecurityHandler<Credentials> = SecurityCheck<Credentials, SecurityContext>;
