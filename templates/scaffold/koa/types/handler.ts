import type { Readable } from "node:stream";
import type { Context, ExtendableContext, Next, Request } from "koa";
import type { Answer, Content, ContentOf, RequestParts, SecurityCheck, StatusOf } from "./contract.js";

export type * from "./contract.js";

type OpenContext = Omit<ExtendableContext, "params" | "query" | "status" | "body" | "request">;

/** Every body that an operation may answer. */
type BodyOf<Responses> =
  ContentOf<Responses, StatusOf<Responses>> extends infer One
    ? One extends Content<string, infer Body, infer _Headers>
      ? Exclude<Body, AsyncIterable<unknown>> | Extract<Body, Readable>
      : null
    : never;

/** Koa's context with the validated values of the document in their places; status and body must be those of the document. */
export interface HandlerContext<Parts extends RequestParts, Responses> extends OpenContext {
  params: Parts["params"];
  query: Parts["query"];
  request: Omit<Request, "body"> & { body: Parts["body"] };
  /** The whole validated request. Header parameters stand here, in lower case, and cookies. */
  readonly input: Parts;
  state: {
    /** What the security handlers answered, by scheme. */
    auth: Readonly<Record<string, unknown>>;
    [name: string]: unknown;
  };
  get status(): number;
  set status(status: StatusOf<Responses>);
  get body(): unknown;
  set body(body: BodyOf<Responses> | null | undefined);
}

/** What a handler may return: nothing (it used `ctx`), or a typed result. */
export type Returned<Responses> = Answer<Responses> | void;

/** A handler of one operation, in Koa's own form or returning a typed result. */
export type Handler<Parts extends RequestParts, Responses> = (
  ctx: HandlerContext<Parts, Responses>,
  next: Next,
) => Returned<Responses> | Promise<Returned<Responses>>;

/** What a security handler is told of the request. */
export interface SecurityContext {
  readonly ctx: Context;
  readonly operationId: string;
  readonly scopes: readonly string[];
}

/** Checks credentials. A truthy answer is accepted and put in `ctx.state.auth`; anything else answers 401. */
export type SecurityHandler<Credentials> = SecurityCheck<Credentials, SecurityContext>;
