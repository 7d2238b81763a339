import type { PathPart, PathSegment } from "../model.ts";

const PIECE = /\{([^{}]+)\}|\/|[^{}/]+|[{}]/g;

/**
 * The segments of a path template. A trailing slash is a last segment without parts; `/` alone has no segments.
 *
 * @example
 * segmentsOf("/users/{id}.json");
 * // [{ parts: [text "users"] }, { parts: [parameter "id", text ".json"] }]
 */
export function segmentsOf(path: string): readonly PathSegment[] {
  const segments: PathPart[][] = [[]];
  for (const match of path.replace(/^\//, "").matchAll(PIECE)) {
    if (match[0] === "/") segments.push([]);
    else addPart(segments.at(-1) ?? [], partOf(match));
  }
  const isRoot = segments.length === 1 && segments[0]?.length === 0;
  return isRoot ? [] : segments.map((parts) => ({ parts }));
}

/** Names of the parameters of a template, in their order. */
export function parameterNames(segments: readonly PathSegment[]): readonly string[] {
  return segments.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])));
}

/** The path with all parameters alike: what two templates that a router cannot tell apart have in common. */
export function shapeOf(segments: readonly PathSegment[]): string {
  return segments
    .map(({ parts }) => `/${parts.map((part) => (part.kind === "parameter" ? "{}" : part.text)).join("")}`)
    .join("");
}

function partOf([text, name]: RegExpExecArray): PathPart {
  return name === undefined ? { kind: "text", text } : { kind: "parameter", name };
}

/** Braces that belong to no parameter are text like their neighbours. */
function addPart(parts: PathPart[], part: PathPart): void {
  const last = parts.at(-1);
  if (last?.kind === "text" && part.kind === "text")
    parts[parts.length - 1] = { kind: "text", text: last.text + part.text };
  else parts.push(part);
}
