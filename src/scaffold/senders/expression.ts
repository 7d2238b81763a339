/** A piece of a URL: text, or where its value stands in the origin of a callback. */
export type UrlPiece = string | readonly string[];

const PARTS: ReadonlyMap<string, string> = new Map([
  ["header", "headers"],
  ["query", "query"],
  ["path", "params"],
]);

/**
 * The pieces of a callback's key (OpenAPI 3.1, runtime expressions); undefined for an expression that is none.
 *
 * @example
 * urlPieces("{$request.body#/hook}/paid"); // [["request", "body", "hook"], "/paid"]
 */
export function urlPieces(key: string): readonly UrlPiece[] | undefined {
  if (key.startsWith("$")) return whole(key);
  const pieces = key.split(/(\{\$[^{}]*\})/).filter((piece) => piece !== "");
  const read = pieces.map((piece) => (piece.startsWith("{$") ? place(piece.slice(1, -1)) : piece));
  return read.some((piece) => piece === undefined) ? undefined : read.filter((piece) => piece !== undefined);
}

function whole(key: string): readonly UrlPiece[] | undefined {
  const found = place(key);
  return found === undefined ? undefined : [found];
}

function place(expression: string): readonly string[] | undefined {
  if (expression === "$url" || expression === "$method") return [expression.slice(1)];
  if (expression === "$statusCode") return ["response", "status"];
  const [, from = "", rest = ""] = /^\$(request|response)\.(.+)$/s.exec(expression) ?? [];
  if (rest === "body") return [from, "body"];
  if (rest.startsWith("body#")) return bodyPlace(from, rest.slice("body#".length));
  const point = rest.indexOf(".");
  const part = PARTS.get(rest.slice(0, point));
  const name = rest.slice(point + 1);
  if (part === undefined || name === "" || (from === "response" && part !== "headers")) return undefined;
  return [from, part, part === "headers" ? name.toLowerCase() : name];
}

function bodyPlace(from: string, pointer: string): readonly string[] | undefined {
  if (pointer === "") return [from, "body"];
  if (!pointer.startsWith("/")) return undefined;
  const names = pointer.slice(1).split("/");
  return [from, "body", ...names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))];
}
