import { child, descendants, nameOf, nodes } from "../tree.ts";
import {
  array,
  constant,
  object,
  open,
  propertyOf,
  textOf,
  type CallSite,
  type Entry,
  type Spot,
  type Value,
} from "../value.ts";
import { typeArguments } from "../machine/operands.ts";
import { newRouter } from "./make.ts";
import { noteBefore } from "./notes.ts";
import type { Work } from "./members.ts";

/** `router.get("/users", validate, list)`. A getter of settings (`app.get("port")`) is no route. */
export function addRoute(method: string, work: Work): Value | undefined {
  const { router, args } = work;
  if (router.kind === "route") return add([method], open, { ...work, args });
  if (args.length < 2) return args.length === 0 ? undefined : open;
  const { path, rest } = pathAndHandlers(work);
  // What is only taken for a router may be a connection: `client.query("select …", [id])`.
  if (router.kind === "orphan" && /\s/.test(textOf(path) ?? "")) return open;
  return add([method], path, { ...work, args: rest });
}

export const ANY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** `app.all(path, …)`: every method. */
export function addAll(work: Work): Value | undefined {
  if (work.router.kind === "route") return passesOn(work.args) ? guard(work, undefined) : add(["ALL"], open, work);
  const { path, rest } = pathAndHandlers(work);
  if (passesOn(rest)) return guard({ ...work, args: rest }, path);
  return rest.length === 0 ? undefined : add(["ALL"], path, { ...work, args: rest });
}

function guard({ router, args }: Work, path: Value | undefined): undefined {
  const below = textOf(path)?.replace(/\/?(?:\*\w*|\(\.\*\))$/, "");
  router.entries.push({ kind: "middleware", path: below === undefined ? path : constant(below), handlers: args });
}

/** `all(path, (req, res, next) => { …; next(); })` only stands before other routes. */
function passesOn(handlers: readonly Value[]): boolean {
  const last = handlers.at(-1);
  const next = last?.kind === "function" ? nameOf(nodes(last.node, "params")[2]) : "";
  if (last?.kind !== "function" || next === "") return false;
  return [...descendants(last.node)].some(
    (one) =>
      one.type === "CallExpression" && nameOf(child(one, "callee")) === next && nodes(one, "arguments").length === 0,
  );
}

/** koa-router takes a name before the path. */
function pathAndHandlers({ router, args }: Work): { readonly path: Value; readonly rest: readonly Value[] } {
  const [first = open, second] = args;
  const isNamed =
    router.framework === "koa" &&
    textOf(first) !== undefined &&
    (textOf(second) ?? "").startsWith("/") &&
    args.length > 2;
  return isNamed ? { path: second ?? open, rest: args.slice(2) } : { path: first, rest: args.slice(1) };
}

function add(methods: readonly string[], path: Value, { router, args, site }: Work): Value | undefined {
  const options = router.framework === "fastify" && hasOptions(args) ? args[0] : undefined;
  const handlers = options === undefined ? args : args.slice(1);
  const inOptions = propertyOf(options, "handler");
  router.entries.push({
    kind: "route",
    methods,
    path,
    options,
    handlers: inOptions === undefined ? handlers.flatMap(flat) : [inOptions],
    spot: spotOfCall(site),
    note: noteBefore(site),
    types: typeArguments(site.node, site.scope),
  });
  return undefined;
}

/** `fastify.get(path, options, handler)`, `fastify.get(path, { handler })`. */
const hasOptions = ([first, ...rest]: readonly Value[]): boolean =>
  first?.kind !== "function" && (rest.length > 0 || propertyOf(first, "handler") !== undefined);

const flat = (value: Value): readonly Value[] => (value.kind === "array" ? value.items.flatMap(flat) : [value]);

/** Where the method's name stands: in a chain every call begins at the same place. */
export function spotOfCall({ node, scope }: CallSite): Spot {
  const property = child(child(node, "callee"), "property");
  return { file: scope.module.path, start: property?.start ?? node.start };
}

/** `router.route("/users").get(…).post(…)`. */
export function builder({ machine, router, args: [path = open], site }: Work): Value {
  const target = newRouter(machine, { framework: router.framework, kind: "route", site, parent: router });
  target.isMounted = true;
  router.entries.push({ kind: "mount", path, target, spot: spotOfCall(site) });
  return { kind: "router", router: target };
}

/** Fastify's `route({ method, url, schema, handler })`. */
export function fastifyRoute({ router, args: [options = open], site }: Work): Value | undefined {
  const path = propertyOf(options, "url") ?? propertyOf(options, "path") ?? open;
  const handler = propertyOf(options, "handler");
  const methods = methodsOf(propertyOf(options, "method"));
  const entry: Entry = {
    kind: "route",
    methods,
    path,
    options: options.kind === "object" ? options : object([]),
    handlers: handler === undefined ? [] : [handler],
    spot: spotOfCall(site),
    note: noteBefore(site),
  };
  router.entries.push(entry);
  return undefined;
}

/** The methods of a text or a list of texts; `ALL` where they are not known. */
export function methodsOf(value: Value | undefined): readonly string[] {
  const list = value?.kind === "array" ? value : array(value === undefined ? [] : [value]);
  const names = list.items.map(textOf).filter((one) => one !== undefined);
  return names.length === 0 ? ["ALL"] : names.map((one) => one.toUpperCase());
}
