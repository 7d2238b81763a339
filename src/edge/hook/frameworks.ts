import type { Requests } from "./requests.ts";

/** As much of a request of Express, Fastify or Koa as its route's name takes. */
export interface RequestLike {
  readonly method?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Express */
  readonly route?: unknown;
  /** Fastify */
  readonly routeOptions?: { readonly url?: string | undefined } | undefined;
  /** Koa: `_matchedRoute` of @koa/router. */
  readonly _matchedRoute?: unknown;
}

/** A response of node:http, which tells when it is through. */
export interface ResponseLike {
  readonly once: (event: "close", listener: () => void) => unknown;
}

export type KoaNext = () => Promise<unknown>;

/** `app.use(…)` of Express, before the routes. */
export const expressMiddleware =
  ({ runUntil }: Requests) =>
  (request: RequestLike, response: ResponseLike, next: () => void): void =>
    runUntil(
      () => named(request, expressPath(request)),
      (end) => {
        response.once("close", end);
        next();
      },
    );

/** `app.addHook("onRequest", …)` of Fastify. */
export const fastifyHook =
  ({ runUntil }: Requests) =>
  (request: RequestLike, reply: { readonly raw: ResponseLike }, done: () => void): void =>
    runUntil(
      () => named(request, request.routeOptions?.url),
      (end) => {
        reply.raw.once("close", end);
        done();
      },
    );

/** `app.use(…)` of Koa, before the routes. */
export const koaMiddleware =
  ({ runUntil }: Requests) =>
  (context: RequestLike & { readonly res: ResponseLike }, next: KoaNext): Promise<unknown> =>
    runUntil(
      () => named(context, context._matchedRoute),
      (end) => {
        context.res.once("close", end);
        return next();
      },
    );

/** Known once the router has chosen: `/orders/:id`. The path itself holds somebody's values. */
function expressPath({ baseUrl = "", route }: RequestLike): string | undefined {
  const path: unknown = typeof route === "object" && route !== null && "path" in route ? route.path : undefined;
  return typeof path === "string" ? `${baseUrl}${path}` : undefined;
}

const named = ({ method = "" }: RequestLike, path: unknown): string =>
  `${method} ${typeof path === "string" ? path : "(before its route)"}`.trim();
