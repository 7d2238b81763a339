import { Readable } from "node:stream";
import { raw, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Handler, RequestParts } from "../../types/handler.js";
import { notImplemented } from "../errors.js";
import { decodeBody, isJson, matchType, type BodyPlan } from "./body.js";
import { HttpError } from "./http-error.js";
import { ValidationError } from "./problems.js";
import { authenticate, type Guard, type Requirement } from "./security.js";
import type { Source, SourceBody } from "./source.js";

/** How one operation is served. */
export interface OperationPlan<Parts extends RequestParts> {
  readonly id: string;
  /** Coerces and validates; throws the 400. */
  readonly read: (source: Source) => Parts;
  readonly body?: BodyPlan;
  readonly security?: readonly Requirement[];
  /** Another operation has the same method and path: it is asked when the path's values do not fit this one. */
  readonly isShared?: boolean;
  /** The media type of the answers by status, where it is not plain JSON. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface OperationContext {
  readonly guard: Guard;
  /** Bytes, or a text such as `1mb`. */
  readonly bodyLimit: number | string;
}

/** Middleware that serves an operation: credentials, body, validation, handler, answer. */
export function operationsIn(context: OperationContext) {
  const bytes = raw({ type: () => true, limit: context.bodyLimit });
  return <Parts extends RequestParts, Responses>(
    plan: OperationPlan<Parts>,
    handler: Handler<Parts, Responses> | undefined,
  ): RequestHandler => {
    return async (req, res, next) => {
      if (handler === undefined) return notImplemented(req, res);
      const auth = await authenticate(context.guard, plan.security ?? [], { req, operationId: plan.id });
      const body = await bodyOf(plan.body, { req, res, bytes });
      const input = read(plan, { params: req.params, query: queryOf(req), headers: req.headers, body });
      if (input === undefined) return next();
      place(req, { ...input, body: plan.body === undefined ? req.body : input.body }, auth);
      await answer(plan, res, (handler as unknown as AnyHandler)(req, res, next));
    };
  };
}

/** Undefined when the path's values do not fit and another operation has the same path. */
function read<Parts extends RequestParts>(plan: OperationPlan<Parts>, source: Source): Parts | undefined {
  try {
    return plan.read(source);
  } catch (error) {
    if (plan.isShared === true && error instanceof ValidationError && error.isInPath) return undefined;
    throw error;
  }
}

type AnyHandler = (req: Request, res: Response, next: NextFunction) => unknown;

const queryOf = (req: Request): string => {
  const start = req.originalUrl.indexOf("?");
  return start < 0 ? "" : req.originalUrl.slice(start + 1);
};

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly bytes: RequestHandler;
}

const NONE: SourceBody = { type: undefined, value: undefined };

async function bodyOf(plan: BodyPlan | undefined, { req, res, bytes }: Exchange): Promise<SourceBody> {
  if (plan === undefined) return NONE;
  const contentType = req.get("content-type");
  if (!hasBody(req)) return NONE;
  const declared = matchType(plan, contentType);
  // A parser of the application may have read the body already.
  if (req.body !== undefined && !Buffer.isBuffer(req.body)) return { type: declared, value: req.body };
  if (req.body === undefined) await run(bytes, req, res);
  const buffer: unknown = req.body;
  if (!Buffer.isBuffer(buffer) || buffer.length === 0) return NONE;
  return decodeBody(buffer, contentType, declared);
}

const hasBody = (req: Request): boolean =>
  req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;

function run(middleware: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void middleware(req, res, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new HttpError(400, "BAD_REQUEST", "The body cannot be read."));
    });
  });
}

/** Puts the validated values where Express's users look for them. */
function place(req: Request, input: RequestParts, auth: Readonly<Record<string, unknown>>): void {
  const values = { input, auth, params: input.params, query: input.query, cookies: input.cookies, body: input.body };
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(req, name, { value, writable: true, configurable: true, enumerable: true });
  }
}

interface TypedAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<
    Record<string, string | number | boolean | readonly (string | number | boolean)[] | undefined>
  >;
}

/** A typed result becomes the answer; a handler that used `res` has answered already. */
async function answer(plan: OperationPlan<RequestParts>, res: Response, returned: unknown): Promise<void> {
  const result = await returned;
  if (typeof result !== "object" || result === null || result === res || res.headersSent) return;
  const typed = result as TypedAnswer;
  res.status(typed.status);
  for (const [name, value] of Object.entries(typed.headers ?? {})) {
    if (value !== undefined) res.setHeader(name, Array.isArray(value) ? value.map(String) : String(value));
  }
  send(res, typed, typed.type ?? plan.answers?.[typed.status] ?? plan.answers?.["default"] ?? "application/json");
}

function send(res: Response, { body }: TypedAnswer, type: string): void {
  if (body === undefined) return void res.end();
  if (res.getHeader("content-type") === undefined) res.type(type === "*/*" ? "application/json" : type);
  if (body instanceof Readable) return void body.on("error", (error) => res.destroy(error)).pipe(res);
  if (body instanceof Uint8Array) return void res.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  res.send(isJson(type) || typeof body !== "string" ? JSON.stringify(body) : body);
}
