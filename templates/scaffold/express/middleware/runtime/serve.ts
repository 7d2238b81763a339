import { Readable } from "node:stream";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Handler, RequestParts } from "../../types/handler.js";
import { notImplemented } from "../errors.js";
import { isTypedAnswer, outgoing, type Outgoing } from "./answer.js";
import { checkAnswer } from "./answer-check.js";
import { contractOf, receive, type ContractOptions, type OperationPlan, type Received } from "./operation.js";

/** Middleware that serves an operation: credentials, body, validation, handler, answer. */
export function operationsIn(options: ContractOptions) {
  const contract = contractOf(options);
  return <Parts extends RequestParts, Responses>(
    plan: OperationPlan<Parts>,
    handler: Handler<Parts, Responses> | undefined,
  ): RequestHandler => {
    if (handler === undefined) return notImplemented;
    const answer = handler as unknown as AnyHandler;
    const checks = contract.checks[plan.id];
    return async (req, res, next) => {
      const { params, originalUrl: url, body: parsed } = req;
      const received = await receive(contract, plan, { raw: req, response: res, url, params, parsed, told: { req } });
      if (received === undefined) return next();
      place(req, received, plan.body === undefined ? parsed : received.input.body);
      if (checks !== undefined) checkJson(res, (status, body) => checkAnswer(checks, { id: plan.id, status, body }));
      const result = await answer(req, res, next);
      if (result !== res && isTypedAnswer(result) && !res.headersSent) {
        checkAnswer(checks, { id: plan.id, status: result.status, body: result.body });
        send(req, res, outgoing(plan, result, { accept: req.headers.accept, checks }));
      }
    };
  };
}

type AnyHandler = (req: Request, res: Response, next: NextFunction) => unknown;

/** Puts the validated values where Express's users look for them. */
function place(req: Request, { input, auth }: Received<RequestParts>, body: unknown): void {
  const { params, query, cookies } = input;
  Object.assign(req, { input, auth, params, cookies, body });
  // Express has a getter there, which would read the query again.
  Object.defineProperty(req, "query", { value: query, writable: true, configurable: true, enumerable: true });
}

/** Looks at what `res.json` is given before it goes out. */
function checkJson(res: Response, check: (status: number, body: unknown) => void): void {
  const json = res.json.bind(res);
  res.json = (body: unknown) => {
    check(res.statusCode, body);
    return json(body);
  };
}

function send(req: Request, res: Response, { status, headers, body }: Outgoing): void {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (body instanceof Readable) return sendStream(req, res, body);
  if (body !== undefined) res.setHeader("Content-Length", body.length);
  res.end(body);
}

/** A stream ends with its client; what breaks it belongs into the log. */
function sendStream({ method }: Request, res: Response, body: Readable): void {
  body.on("error", (error) => {
    console.error(error);
    res.destroy();
  });
  res.on("close", () => body.destroy());
  // Who left while the handler was busy is not heard leaving.
  if (res.destroyed) body.destroy();
  else if (method === "HEAD") res.end();
  else body.pipe(res);
}
