import type { RequestHandler } from "express";
import { holdsQuery, notAllowed } from "./failures.js";
import { queryOf } from "./operation.js";

/** The answer to a method that the document does not give a path: 405, or the list itself for OPTIONS. */
export function otherMethods(methods: readonly string[]): RequestHandler {
  return (req, res, next) => {
    if (req.method === "OPTIONS") return void res.status(204).setHeader("Allow", methods.join(", ")).end();
    if (methods.includes(req.method)) return next();
    throw notAllowed(req.method, methods);
  };
}

/** For methods that Express has no function for. */
export function onMethod(method: string, handler: RequestHandler): RequestHandler {
  return (req, res, next) => (req.method === method ? handler(req, res, next) : next());
}

/** For paths that the document tells apart by their query: `/things?action=copy`. */
export function onQuery(query: string, handler: RequestHandler): RequestHandler {
  return (req, res, next) => (holdsQuery(query, queryOf(req.originalUrl)) ? handler(req, res, next) : next());
}
