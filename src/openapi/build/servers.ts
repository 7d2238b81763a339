import type { Server } from "../model.ts";
import { listOf, note, objectOf, textOf, type Reader } from "../reading/index.ts";
import { member, type Cursor } from "../refs/index.ts";

/** The servers that a document, a path or an operation names (OpenAPI 3). */
export function readServers(reader: Reader, owner: Cursor): readonly Server[] {
  return listOf(reader, owner, "servers").map((cursor) => {
    const url = withDefaults(reader, cursor, textOf(reader, cursor, "url") ?? "/");
    return { url, description: textOf(reader, cursor, "description"), basePath: basePathOf(url) };
  });
}

/** A variable without a default keeps its braces. */
function withDefaults(reader: Reader, cursor: Cursor, url: string): string {
  const variables = objectOf(reader, cursor, "variables");
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables && member(variables, name);
    return (variable && textOf(reader, variable, "default")) ?? sayVariable(reader, cursor, whole);
  });
}

function sayVariable(reader: Reader, cursor: Cursor, variable: string): string {
  note(reader, cursor, { code: "server-variable-without-default", severity: "warning", evidence: { variable } });
  return variable;
}

/**
 * The path of a server's URL without a trailing slash.
 *
 * @example
 * basePathOf("https://api.example.com/v2/"); // "/v2"
 */
export function basePathOf(url: string): string {
  const [before = ""] = url.split(/[?#]/, 1);
  const path = withoutLastSlashes(before.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, "").replace(/^\.(?=\/|$)/, ""));
  return path === "" || path.startsWith("/") ? path : `/${path}`;
}

/** A loop, because a regular expression takes quadratic time over many slashes that are not the last. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
