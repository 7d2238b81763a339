import type { Operation, PathPart } from "../../openapi/index.ts";

export interface ExpressPath {
  /** For Express 5 (path-to-regexp 8), every character of the document's text taken literally. */
  readonly pattern: string;
  /** What stands behind a question mark in the document's path; undefined without one. */
  readonly query: string | undefined;
  /** The pattern with its parameters' names left out: equal for paths that match the same. */
  readonly shape: string;
  /** Two parameters without text between cannot be told apart. */
  readonly isAmbiguous: boolean;
}

/**
 * A document's path as Express 5 takes it.
 *
 * @example
 * expressPath({ path: "/files/{id}:cancel", segments }); // pattern `/files/:id\\:cancel`
 */
export function expressPath(operation: Pick<Operation, "path" | "segments">): ExpressPath {
  const known = paths.get(operation);
  if (known !== undefined) return known;
  const made = makePath(operation);
  paths.set(operation, made);
  return made;
}

const paths = new WeakMap<object, ExpressPath>();

function makePath({ path, segments }: Pick<Operation, "path" | "segments">): ExpressPath {
  const cut = segments.map(({ parts }) => cutQuery(parts));
  const first = cut.findIndex(({ query }) => query !== undefined);
  const kept = first < 0 ? cut : cut.slice(0, first + 1);
  const query = first < 0 ? undefined : path.slice(path.indexOf("?") + 1);
  const slash = path.endsWith("/") && path !== "/" && query === undefined ? "/" : "";
  return {
    pattern: `/${kept.map(({ parts }) => parts.map(patternOf).join("")).join("/")}${slash}`
      .replace(/^\/\//, "/")
      .replace(/\/\/$/, "/"),
    shape: `/${kept.map(({ parts }) => parts.map((part) => (part.kind === "text" ? escaped(part.text) : ":")).join("")).join("/")}${slash}`,
    query,
    isAmbiguous: kept.some(({ parts }) =>
      parts.some((part, index) => part.kind === "parameter" && parts[index - 1]?.kind === "parameter"),
    ),
  };
}

interface Cut {
  readonly parts: readonly PathPart[];
  readonly query: string | undefined;
}

function cutQuery(parts: readonly PathPart[]): Cut {
  const at = parts.findIndex((part) => part.kind === "text" && part.text.includes("?"));
  const part = parts[at];
  if (part?.kind !== "text") return { parts, query: undefined };
  const [before = ""] = part.text.split("?");
  return {
    parts: [...parts.slice(0, at), ...(before === "" ? [] : [{ kind: "text" as const, text: before }])],
    query: part.text,
  };
}

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function patternOf(part: PathPart, index: number, parts: readonly PathPart[]): string {
  if (part.kind === "text") return escaped(part.text);
  const next = parts[index + 1];
  const runsOn = next?.kind === "text" && /^[\p{ID_Continue}$]/u.test(next.text);
  return NAME.test(part.name) && !runsOn ? `:${part.name}` : `:"${part.name.replace(/["\\]/g, "\\$&")}"`;
}

// encodeURI writes these as escapes, but the URLs of browsers and of fetch carry them as they are.
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["%5B", "["],
  ["%5D", "]"],
  ["%7C", "|"],
  ["%5E", "^"],
]);

/** As it stands in a request line, with the signs of path-to-regexp escaped. */
export function escaped(text: string): string {
  return encodeURI(decodeSafely(text))
    .replace(/%5[BDE]|%7C/g, (escape) => PLAIN.get(escape) ?? escape)
    .replaceAll("#", "%23")
    .replace(/[{}()[\]+?!:*\\]/g, "\\$&");
}

function decodeSafely(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
