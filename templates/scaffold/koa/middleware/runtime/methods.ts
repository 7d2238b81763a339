import type { Middleware } from "koa";
import { holdsQuery, notAllowed, refuseBrokenPath } from "./failures.js";
import { queryOf } from "./operation.js";

/** The answer to a method that the document does not give a path: 405, or the list itself for OPTIONS. */
export function otherMethods(methods: readonly string[]): Middleware {
  return (ctx, next) => {
    refuseBrokenPath(ctx.originalUrl);
    if (ctx.method !== "OPTIONS") {
      if (methods.includes(ctx.method)) return next();
      throw notAllowed(ctx.method, methods);
    }
    ctx.status = 204;
    ctx.set("Allow", methods.join(", "));
    return Promise.resolve();
  };
}

/** For paths that the document tells apart by their query: `/things?action=copy`. */
export function onQuery(query: string, middleware: Middleware): Middleware {
  return (ctx, next) => (holdsQuery(query, queryOf(ctx.originalUrl)) ? middleware(ctx, next) : next());
}
