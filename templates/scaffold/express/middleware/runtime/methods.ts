import type { RequestHandler } from "express";
import { HttpError } from "./http-error.js";

/** The answer to a method that the document does not give a path: 405, or the list itself for OPTIONS. */
export function otherMethods(methods: readonly string[]): RequestHandler {
  const allow = methods.join(", ");
  return (req, res) => {
    res.setHeader("Allow", allow);
    if (req.method === "OPTIONS") {
      res.status(204).end();
      return;
    }
    throw new HttpError(405, "METHOD_NOT_ALLOWED", `${req.method} is not allowed here; use ${allow}.`, [], {
      Allow: allow,
    });
  };
}

/** For methods that Express has no function for. */
export function onMethod(method: string, handler: RequestHandler): RequestHandler {
  return (req, res, next) => (req.method === method ? handler(req, res, next) : next());
}

/** For paths that the document tells apart by their query: `/things?action=copy`. */
export function onQuery(query: string, handler: RequestHandler): RequestHandler {
  const wanted = [...new URLSearchParams(query)];
  return (req, res, next) => {
    const given = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
    return wanted.every(([name, value]) => given.getAll(name).includes(value)) ? handler(req, res, next) : next();
  };
}
