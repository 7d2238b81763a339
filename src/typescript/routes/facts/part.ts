import type { ExternalValue, Part } from "../value.ts";
import { textOf } from "../value.ts";

/** A piece of the request that a value is: the body, or the field `email` of it. */
export interface Piece {
  readonly part: Part | "file";
  readonly path: readonly string[];
}

const PARTS: ReadonlyMap<string, Piece["part"]> = new Map<string, Piece["part"]>([
  ["body", "body"],
  ["rawBody", "body"],
  ["query", "query"],
  ["params", "path"],
  ["headers", "header"],
  ["header", "header"],
  ["cookies", "cookie"],
  ["signedCookies", "cookie"],
  ["file", "file"],
  ["files", "file"],
]);

/** Where in the request a value comes from: `req.body.email`, `ctx.request.query`, `req.get("x-tenant")`. */
export function pieceOf({ source, steps }: ExternalValue): Piece | undefined {
  if (source !== "@request" && source !== "@context") return undefined;
  const own = steps.filter((step) => step.kind !== "member" || !/^(?:request|req)$/.test(step.name));
  const [first, second] = own;
  if (first?.kind !== "member") return undefined;
  if (second?.kind === "call") return calledPiece(first.name, second.args.map(textOf)[0]);
  const part = PARTS.get(first.name);
  if (part === undefined) return undefined;
  const path: string[] = [];
  for (const step of own.slice(1)) {
    if (step.kind !== "member") break;
    path.push(step.name);
  }
  return { part, path };
}

/** `req.get("X-Tenant")`, `ctx.cookies.get("sid")` is a member of `cookies`. */
function calledPiece(method: string, name: string | undefined): Piece | undefined {
  if (name === undefined) return undefined;
  if (method === "get" || method === "header") return { part: "header", path: [name.toLowerCase()] };
  return method === "param" ? { part: "path", path: [name] } : undefined;
}
