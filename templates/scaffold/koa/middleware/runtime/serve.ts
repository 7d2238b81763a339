import { Readable } from "node:stream";
import type { Context, Middleware, Next } from "koa";
import type { Handler, RequestParts } from "../../types/handler.js";
import { notImplemented } from "../errors.js";
import { isTypedAnswer, outgoing, type Outgoing } from "./answer.js";
import { checkAnswer } from "./answer-check.js";
import { refuseBrokenPath } from "./failures.js";
import { contractOf, receive, type ContractOptions, type OperationPlan, type Received } from "./operation.js";
import type { Source } from "./source.js";

/** Middleware that serves an operation: credentials, body, validation, handler, answer. */
export function operationsIn(options: ContractOptions) {
  const contract = contractOf(options);
  return <Parts extends RequestParts, Responses>(
    plan: OperationPlan<Parts>,
    handler: Handler<Parts, Responses> | undefined,
  ): Middleware => {
    if (handler === undefined) return notImplemented;
    const checks = contract.checks[plan.id];
    const answer = handler as unknown as (ctx: Context, next: Next) => unknown;
    return async (ctx, next) => {
      const { req: raw, originalUrl: url } = ctx;
      refuseBrokenPath(url);
      const params = ctx["params"] as Source["params"];
      const received = await receive(contract, plan, {
        raw,
        response: ctx.res,
        url,
        params,
        parsed: parsedBody(ctx),
        told: { ctx },
      });
      if (received === undefined) return next();
      place(ctx, received);
      const result = await answer(ctx, next);
      const { status, body } = isTypedAnswer(result) ? result : { status: ctx.status, body: objectIn(ctx) };
      checkAnswer(checks, { id: plan.id, status, body });
      if (isTypedAnswer(result)) send(ctx, outgoing(plan, result, { accept: ctx.headers.accept, checks }));
    };
  };
}

/** The body that Koa would write as JSON. */
const objectIn = ({ body }: Context): unknown => (typeof body === "object" && body !== null ? body : undefined);

/** What a body parser of the application has left. */
const parsedBody = ({ request }: Context): unknown => ("body" in request ? request.body : undefined);

/** Puts the validated values where Koa's users look for them. */
function place(ctx: Context, { input, auth }: Received<RequestParts>): void {
  const { params, query, body } = input;
  Object.assign(ctx, { params, input });
  Object.assign(ctx.request, { body });
  // Koa has a getter there, which would read the query again.
  Object.defineProperty(ctx, "query", { value: query, writable: true, configurable: true, enumerable: true });
  ctx.state["auth"] = auth;
}

function send(ctx: Context, { status, headers, body }: Outgoing): void {
  // Without a body Koa would write one of its own, the name of the status: null says that there is none.
  ctx.body = body ?? null;
  ctx.status = status;
  ctx.set({ ...headers });
  if (body instanceof Readable) sendStream(ctx, body);
  if (status === 205) sendReset(ctx);
}

/** The length of nothing, as RFC 9110 (15.3.6) has it: Koa would leave it out and close the connection to say where the answer ends. */
function sendReset(ctx: Context): void {
  ctx.respond = false;
  ctx.res.setHeader("content-length", "0").end();
}

/** A stream ends with its client, which is no error; what breaks it is one. Koa takes both for errors and may leave the answer open. */
function sendStream(ctx: Context, body: Readable): void {
  ctx.respond = false;
  body.on("error", (error) => {
    ctx.app.emit("error", error, ctx);
    ctx.res.destroy();
  });
  ctx.res.on("close", () => body.destroy());
  // Who left while the handler was busy is not heard leaving.
  if (ctx.res.destroyed) body.destroy();
  else if (ctx.method === "HEAD") ctx.res.end();
  else body.pipe(ctx.res);
}
