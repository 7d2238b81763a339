import type { CookieOptions, NextFunction, Request, Response } from "express";
import type { Answer, ContentOf, JsonBody, RequestParts, SecurityCheck, SendBody, StatusOf } from "./contract.js";

export type * from "./contract.js";

/** Express's request with the validated values of the document in their places. */
export interface HandlerRequest<Parts extends RequestParts> extends Request<
  Parts["params"],
  unknown,
  Parts["body"],
  Parts["query"]
> {
  /** The whole validated request. Header parameters stand here, in lower case. */
  readonly input: Parts;
  /** What the security handlers answered, by scheme. */
  readonly auth: Readonly<Record<string, unknown>>;
  cookies: Parts["cookies"];
}

/** Express's response once its status is known. */
export interface StatusResponse<One> extends Response {
  json(body: JsonBody<One>): this;
  send(body: SendBody<One>): this;
}

type OpenResponse = Omit<
  Response,
  "status" | "sendStatus" | "json" | "send" | "set" | "append" | "type" | "cookie" | "location"
>;

/** Express's response: status and body must be those of the document. */
export interface HandlerResponse<Responses> extends OpenResponse {
  set(name: string, value: string | string[]): this;
  set(headers: Record<string, string | string[]>): this;
  append(name: string, value: string | string[]): this;
  type(type: string): this;
  cookie(name: string, value: unknown, options?: CookieOptions): this;
  location(url: string): this;
  status<Status extends StatusOf<Responses>>(code: Status): StatusResponse<ContentOf<Responses, Status>>;
  sendStatus(code: StatusOf<Responses>): this;
  json(body: JsonBody<ContentOf<Responses, 200>>): this;
  send(body: SendBody<ContentOf<Responses, 200>>): this;
}

/** What a handler may return: nothing (it used `res`), the response, or a typed result. */
export type Returned<Responses> = Answer<Responses> | Response | void;

/** A handler of one operation, in Express's own form or returning a typed result. */
export type Handler<Parts extends RequestParts, Responses> = (
  req: HandlerRequest<Parts>,
  res: HandlerResponse<Responses>,
  next: NextFunction,
) => Returned<Responses> | Promise<Returned<Responses>>;

/** What a security handler is told of the request. */
export interface SecurityContext {
  readonly req: Request;
  readonly operationId: string;
  readonly scopes: readonly string[];
}

/** Checks credentials. A truthy answer is accepted and put in `req.auth`; anything else answers 401. */
export type SecurityHandler<Credentials> = SecurityCheck<Credentials, SecurityContext>;
