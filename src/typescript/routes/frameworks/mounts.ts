import { nodes } from "../tree.ts";
import {
  constant,
  object,
  open,
  textOf,
  type CallSite,
  type ExternalValue,
  type FunctionValue,
  type RouterNode,
  type Value,
} from "../value.ts";
import type { Machine } from "../machine/machine.ts";
import { joinPath } from "../facts/path.ts";
import { spotOfCall } from "./routes.ts";
import type { Work } from "./members.ts";

/** `use(path?, middleware…, router…)`: in order, paths may be a list. */
export function mountAll(work: Work): Value | undefined {
  const { router, args } = work;
  const [first] = args;
  const hasPath = first !== undefined && (isPath(first) || (args.length > 1 && looksLikePath(first, work.site)));
  const path = hasPath ? first : undefined;
  const waiting: Value[] = [];
  for (const value of (hasPath ? args.slice(1) : args).flatMap(flat)) {
    const inside = routersIn(value);
    if (inside.length === 0) waiting.push(value);
    for (const [target, own] of inside) mount(work, { target, path: own ?? path, waiting });
  }
  if (waiting.length > 0) router.entries.push({ kind: "middleware", path, handlers: waiting });
  work.machine.failures.push(...waiting.filter(answersErrors));
  if (hasPath && waiting.length > 0 && waiting.every(isStranger)) lose(work, path ?? open, waiting);
  return undefined;
}

/** `(error, req, res, next) => …`. */
const answersErrors = (value: Value): value is FunctionValue =>
  value.kind === "function" && nodes(value.node, "params").length === 4;

/** What is mounted at a path and is neither a router nor a function of the application may hold routes. */
const isStranger = (value: Value): boolean =>
  value.kind === "unknown" ||
  (value.kind === "external" && value.steps.some((step) => step.kind === "member" && step.name === "*"));

/** `use(config.prefix, router)` where nobody knows the prefix: its name tells that it is none of the middleware. */
function looksLikePath(value: Value, { node, scope }: CallSite): boolean {
  const last = value.kind === "external" ? value.steps.at(-1) : undefined;
  if (value.kind !== "unknown" && last?.kind !== "member") return false;
  const [argument] = nodes(node, "arguments");
  const text = argument === undefined ? "" : scope.module.text.slice(argument.start, argument.end);
  return /(?:prefix|path|base|url|mount|root|version|endpoint)\w*$/i.test(text);
}

function lose({ router, site }: Work, path: Value, waiting: readonly Value[]): void {
  router.entries.push({ kind: "lost", path, what: waiting.map(({ kind }) => kind).join(", "), spot: spotOfCall(site) });
}

const isPath = (value: Value): boolean =>
  value.kind === "constant" ||
  value.kind === "pattern" ||
  (value.kind === "unknown" && value.text !== undefined) ||
  (value.kind === "array" && value.items.length > 0 && value.items.every(isPath));

const flat = (value: Value): readonly Value[] => (value.kind === "array" ? value.items.flatMap(flat) : [value]);

type Inside = readonly [router: RouterNode, path: Value | undefined];

/** The routers in a value, with the path that a wrapper such as koa-mount gives them. */
function routersIn(value: Value, depth = 0): readonly Inside[] {
  if (value.kind === "router") return [[value.router, undefined]];
  if (value.kind === "object") return routerInObject(value);
  if (value.kind !== "external" || depth > DEEPEST || !WRAPPERS.test(value.source)) return [];
  const args = value.steps.flatMap((one) => (one.kind === "member" ? [] : one.args));
  const path = args.find((one) => textOf(one)?.startsWith("/") === true);
  return args
    .flatMap(flat)
    .flatMap((one) => routersIn(one, depth + 1))
    .map(([router, own]) => [router, joined(path, own)]);
}

/** How deep wrappers may stand in wrappers. */
const DEEPEST = 8;
const WRAPPERS =
  /^(?:koa-mount|koa-compose|koa-combine-routers|koa-vhost|vhost|express-subdomain|express-unless|compose-middleware)$/;

const joined = (outer: Value | undefined, inner: Value | undefined): Value | undefined =>
  outer === undefined || inner === undefined
    ? (outer ?? inner)
    : constant(joinPath(textOf(outer) ?? "", textOf(inner) ?? ""));

/** A class or an object that keeps its router in a property of that name. */
function routerInObject(value: Value & { readonly kind: "object" }): readonly Inside[] {
  const inside = ["router", "default"].map((name) => value.properties.get(name)).find((one) => one?.kind === "router");
  return inside?.kind === "router" ? [[inside.router, undefined]] : [];
}

export function lastArgs({ steps }: ExternalValue): readonly Value[] {
  const step = steps.at(-1);
  return step === undefined || step.kind === "member" ? [] : step.args;
}

interface Mounting {
  readonly target: RouterNode;
  readonly path: Value | undefined;
  readonly waiting: Value[];
}

/** What stands before the router in the same `use` guards it alone. */
function mount({ machine, router, site }: Work, { target, path, waiting }: Mounting): void {
  target.isMounted = true;
  const spot = spotOfCall(site);
  if (waiting.length === 0) {
    router.entries.push({ kind: "mount", path: path ?? object([]), target, spot });
    return;
  }
  const guarded = between(machine, router, target);
  guarded.entries.push({ kind: "middleware", path: undefined, handlers: [...waiting] });
  guarded.entries.push({ kind: "mount", path: object([]), target, spot });
  router.entries.push({ kind: "mount", path: path ?? object([]), target: guarded, spot });
  waiting.length = 0;
}

function between(machine: Machine, router: RouterNode, target: RouterNode): RouterNode {
  const made: RouterNode = {
    ...target,
    id: machine.routers.length,
    kind: "router",
    framework: router.framework,
    prefix: undefined,
    entries: [],
    properties: new Map(),
    isMounted: true,
  };
  machine.routers.push(made);
  return made;
}

/** `router.param("id", …)` registers a check, no route. Koa's takes the value first. */
export function param({ router, args: [name, check] }: Work): Value | undefined {
  const parameter = textOf(name);
  const handler = router.framework === "koa" ? withoutFirst(check) : check;
  if (parameter !== undefined && handler !== undefined)
    router.entries.push({ kind: "middleware", path: undefined, handlers: [handler], parameter });
  return undefined;
}

/** `(id, ctx, next) => …` is called as `(ctx, next) => …` is. */
function withoutFirst(check: Value | undefined): Value | undefined {
  if (check?.kind !== "function") return undefined;
  return { ...check, node: { ...check.node, params: nodes(check.node, "params").slice(1) } };
}

/** koa-router's `prefix("/v1")`. */
export function setPrefix({ router, args: [prefix] }: Work): Value | undefined {
  router.prefix = prefix;
  return undefined;
}

/** Fastify's hooks that come before a handler are middleware. */
export function hook({ router, args: [name, handler] }: Work): Value | undefined {
  const at = textOf(name) ?? "";
  if (handler !== undefined && /^(?:onRequest|preParsing|preValidation|preHandler)$/.test(at))
    router.entries.push({ kind: "middleware", path: undefined, handlers: [handler] });
  return undefined;
}
