import { wellFormed } from "../../kit/index.ts";
import type { Operation, PathPart } from "../../openapi/index.ts";

export interface RoutePath {
  /** For Express 5 and @koa/router 15 (path-to-regexp 8), every character of the document's text taken literally. */
  readonly pattern: string;
  /** What stands behind a question mark in the document's path; undefined without one. */
  readonly query: string | undefined;
  /** The pattern with its parameters' names left out: equal for paths that match the same. */
  readonly shape: string;
  /** The segments without what stands behind a question mark. */
  readonly segments: readonly (readonly PathPart[])[];
  /** The path ends in a slash of its own. */
  readonly isOpenEnded: boolean;
  /** Two parameters without text between cannot be told apart. */
  readonly isAmbiguous: boolean;
}

/**
 * A document's path as path-to-regexp 8 takes it.
 *
 * @example
 * routePath({ path: "/files/{id}:cancel", segments }); // pattern `/files/:id\\:cancel`
 */
export function routePath(operation: Pick<Operation, "path" | "segments">): RoutePath {
  const known = paths.get(operation);
  if (known !== undefined) return known;
  const made = makePath(operation);
  paths.set(operation, made);
  return made;
}

const paths = new WeakMap<object, RoutePath>();

function makePath({ path, segments }: Pick<Operation, "path" | "segments">): RoutePath {
  const cut = segments.map(({ parts }) => cutQuery(parts));
  const first = cut.findIndex(({ query }) => query !== undefined);
  const kept = first < 0 ? cut : cut.slice(0, first + 1);
  const query = first < 0 ? undefined : path.slice(path.indexOf("?") + 1);
  const slash = path.endsWith("/") && path !== "/" && query === undefined ? "/" : "";
  const all = kept.map(({ parts }) => parts);
  return {
    pattern: spelled({ segments: all, isOpenEnded: slash !== "" }, (parts) => parts.map(patternOf).join("")),
    shape: `/${kept.map(({ parts }) => parts.map((part) => (part.kind === "text" ? escaped(part.text) : ":")).join("")).join("/")}${slash}`,
    query,
    segments: all,
    isOpenEnded: slash !== "",
    isAmbiguous: kept.some(({ parts }) =>
      parts.some((part, index) => part.kind === "parameter" && parts[index - 1]?.kind === "parameter"),
    ),
  };
}

/** A path from its segments. */
export function spelled(
  { segments, isOpenEnded }: Pick<RoutePath, "segments" | "isOpenEnded">,
  spell: (parts: readonly PathPart[]) => string,
): string {
  return `/${segments.map(spell).join("/")}${isOpenEnded ? "/" : ""}`.replace(/^\/\//, "/").replace(/\/\/$/, "/");
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
  return literalText(text).replace(/[{}()[\]+?!:*\\]/g, "\\$&");
}

/** As it stands in a request line. */
export function literalText(text: string): string {
  return encodeURI(wellFormed(decodeSafely(text)))
    .replace(/%5[BDE]|%7C/g, (escape) => PLAIN.get(escape) ?? escape)
    .replaceAll("#", "%23");
}

/** The text that escapes spell; itself where they spell none. */
export function decodeSafely(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
