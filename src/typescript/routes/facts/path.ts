import { HOLE } from "../machine/texts.ts";
import type { Schema } from "../value.ts";

/** A path of OpenAPI with the parameters that it names. */
export interface PathTemplate {
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly schema: Schema }[];
  /** It has a part that nobody knows, or a pattern that a template cannot say. */
  readonly isUnresolved: boolean;
}

/**
 * A route's path in the words of Express, Koa and Fastify as templates of OpenAPI; an optional part makes two.
 *
 * @example
 * templatesOf("/users/:id(\\d+)"); // [{ path: "/users/{id}", … }]
 */
export function templatesOf(path: string): readonly PathTemplate[] {
  return expand(path.slice(0, 2_000)).slice(0, 16).map(convert);
}

/** Express 5's `{/:id}` and older `:id?`: with and without. */
function expand(path: string): readonly string[] {
  const group = /\{([^{}\u0000]*)\}/.exec(path);
  if (group !== null) {
    const [whole, inside = ""] = group;
    return [path.replace(whole, ""), path.replace(whole, () => inside)].flatMap((one) => expandOptional(one));
  }
  return expandOptional(path);
}

function expandOptional(path: string): readonly string[] {
  const optional = /\/:\w+(?:\([^)]*\))?\?/.exec(path);
  if (optional === null) return [path];
  const [whole] = optional;
  const [without, withIt] = [path.replace(whole, ""), path.replace(whole, () => whole.slice(0, -1))];
  return [...expandOptional(without), ...expandOptional(withIt)].slice(0, 16);
}

const TOKEN = /\\(.)|::|:(\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?[+*?]?|\*(\w*)|\(\.\*\)|\u0000/g;

function convert(path: string): PathTemplate {
  const parameters: { name: string; schema: Schema }[] = [];
  let isUnresolved = false;
  const add = (wanted: string, schema: Schema): string => {
    const taken = parameters.filter(({ name }) => name === wanted || name.replace(/\d+$/, "") === wanted).length;
    const name = taken === 0 ? wanted : `${wanted}${taken + 1}`;
    parameters.push({ name, schema });
    return `{${name}}`;
  };
  const text = path.replace(TOKEN, (found, ...groups: readonly (string | undefined)[]) => {
    const [escaped, name, pattern, splat] = groups;
    if (escaped !== undefined) return escaped;
    if (found === "::") return ":";
    if (name !== undefined) return add(name, parameterSchema(pattern));
    if (found === HOLE) {
      isUnresolved = true;
      return add("unknown", { type: "string" });
    }
    return add(splat === undefined || splat === "" ? "wildcard" : splat, { type: "string" });
  });
  return { path: tidy(text), parameters, isUnresolved };
}

function parameterSchema(pattern: string | undefined): Schema {
  if (pattern === undefined || pattern === ".*") return { type: "string" };
  const plain = pattern.replaceAll("\\\\", "\\").replace(/^\^|\$$/g, "");
  return /^(?:\\d|\[0-9\])\+$/.test(plain) ? { type: "integer" } : { type: "string", pattern: `^${plain}$` };
}

const tidy = (path: string): string => {
  const single = `/${path}`.replaceAll(/\/{2,}/g, "/");
  return single === "" ? "/" : single;
};

/** A mount's path and what is below it. The slash of a router's root is not part of the path. */
export function joinPath(prefix: string, path: string): string {
  if (path === "" || path === "/") return prefix === "" ? path : prefix.replace(/\/$/, "");
  return `${prefix.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}
