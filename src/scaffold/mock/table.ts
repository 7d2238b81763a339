import { groupBy, isDefined } from "../../kit/index.ts";
import type { Operation, PathSegment } from "../../openapi/index.ts";

/** An operation that a path fits, with the texts of its parameters, still as they were sent. */
export interface Fit {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

export type RouteTable = (path: string) => readonly Fit[];

/**
 * Finds all operations whose path fits, the most exact first: `/users/me` before `/users/{id}`.
 *
 * @param basePath Where the operations are mounted, `/` or `/v1`; paths outside fit nothing.
 */
export function routeTable(operations: readonly Operation[], basePath: string): RouteTable {
  const routes = operations.map(routeOf);
  const byLength = groupBy(routes, ({ patterns }) => String(patterns.length));
  const base = basePath === "/" ? "" : basePath;
  return (path) => {
    if (path !== base && !path.startsWith(`${base}/`)) return [];
    const segments = segmentsOf(path.slice(base.length));
    const fits = (byLength.get(String(segments.length)) ?? []).map((route) => fit(route, segments)).filter(isDefined);
    return fits.toSorted((a, b) => compareRanks(a.rank, b.rank));
  };
}

/** `/` and nothing are no segment, `/users/` is two. */
const segmentsOf = (path: string): readonly string[] => (path === "/" || path === "" ? [] : path.slice(1).split("/"));

interface Route {
  readonly operation: Operation;
  readonly patterns: readonly RegExp[];
  readonly names: readonly string[];
  /** A digit for each segment: 0 text, 1 text and parameters, 2 a parameter. */
  readonly rank: string;
}

function routeOf(operation: Operation): Route {
  const segments = operation.segments.map(withoutQuery);
  return {
    operation,
    patterns: segments.map(patternOf),
    names: segments.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "parameter" ? [part.name] : []))),
    rank: segments.map(rankOf).join(""),
  };
}

/** Some documents write a query into a path: it is no part of what is matched. */
function withoutQuery({ parts }: PathSegment): PathSegment {
  const at = parts.findIndex((part) => part.kind === "text" && part.text.includes("?"));
  const part = parts[at];
  if (part?.kind !== "text") return { parts };
  const text = part.text.slice(0, part.text.indexOf("?"));
  return { parts: [...parts.slice(0, at), ...(text === "" ? [] : [{ kind: "text" as const, text }])] };
}

function patternOf({ parts }: PathSegment): RegExp {
  const sources = parts.map((part) => (part.kind === "text" ? escaped(decoded(part.text)) : "(.+?)"));
  return new RegExp(`^${sources.join("")}$`, "su");
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function rankOf({ parts }: PathSegment): string {
  const parameters = parts.filter(({ kind }) => kind === "parameter").length;
  if (parameters === 0) return "0";
  return parameters < parts.length ? "1" : "2";
}

const compareRanks = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function fit({ operation, patterns, names, rank }: Route, segments: readonly string[]) {
  const texts: string[] = [];
  for (const [position, pattern] of patterns.entries()) {
    const found = pattern.exec(decoded(segments[position] ?? ""));
    if (found === null) return undefined;
    texts.push(...found.slice(1));
  }
  return { operation, rank, parameters: Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ""])) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
