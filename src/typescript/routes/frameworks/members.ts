import { external, native, open, type CallSite, type RouterNode, type RouterValue, type Value } from "../value.ts";
import { extend } from "../machine/extended.ts";
import type { Machine } from "../machine/machine.ts";
import { addAll, addRoute, builder, fastifyRoute } from "./routes.ts";
import { hook, mountAll, param, setPrefix } from "./mounts.ts";
import { register } from "./fastify.ts";

export interface Work {
  readonly machine: Machine;
  readonly router: RouterNode;
  readonly args: readonly Value[];
  readonly site: CallSite;
}

type Method = (work: Work) => Value | undefined;

export const VERBS: ReadonlySet<string> = new Set(
  (
    "get post put patch delete del head options trace query search copy lock unlock move mkcol propfind proppatch report subscribe " +
    "unsubscribe purge merge link unlink notify checkout acl bind rebind unbind mkactivity mkcalendar source"
  ).split(" "),
);

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["use", mountAll],
  ["all", addAll],
  ["route", (work) => (work.router.framework === "fastify" ? fastifyRoute(work) : builder(work))],
  ["register", register],
  ["param", param],
  ["prefix", setPrefix],
  ["addHook", hook],
  ["setErrorHandler", failing],
  ["decorate", decorate],
  ["decorateRequest", (work) => decorateEvery(work, "@request")],
  ["decorateReply", (work) => decorateEvery(work, "@reply")],
  ["addSchema", addSchema],
  ["withTypeProvider", () => undefined],
  ["redirect", redirect],
]);

/** What a router gives under a name: its methods answer the router itself, so that calls can be chained. */
export function routerMember(
  machine: Machine,
  value: RouterValue,
  { name, site }: { readonly name: string; readonly site: CallSite },
): Value {
  const { router } = value;
  const own = propertyUp(router, name);
  if (own !== undefined) return own;
  if (name === "routes" || name === "middleware") return native(() => value);
  if (name === "app") return value;
  // What @fastify/sensible adds to an instance: errors by their names, and an assertion as Koa's context has it.
  if (router.framework === "fastify" && name === "httpErrors")
    return external("@fastify/sensible", [{ kind: "member", name }]);
  if (router.framework === "fastify" && name === "assert") return external("@context", [{ kind: "member", name }]);
  // What is put there is there for every request.
  const shared = router.kind === "app" ? SHARED.get(`${router.framework} ${name}`) : undefined;
  if (shared !== undefined) return external(shared);
  const method = VERBS.has(name) ? verb(name) : METHODS.get(name);
  if (method === undefined)
    return OTHER.has(name) ? native((args) => callLast({ machine, router, args, site }, value)) : open;
  return native((args, at) => method({ machine, router, args, site: at }) ?? value);
}

const SHARED: ReadonlyMap<string, string> = new Map([
  ["koa context", "@context"],
  ["express request", "@request"],
  ["express response", "@response"],
]);

/** What a parent instance of Fastify was decorated with is seen in its plugins. */
function propertyUp(router: RouterNode, name: string): Value | undefined {
  return router.properties.get(name) ?? (router.parent === undefined ? undefined : propertyUp(router.parent, name));
}

const verb =
  (name: string): Method =>
  (work) =>
    addRoute(name === "del" ? "DELETE" : name.toUpperCase(), work);

const OTHER: ReadonlySet<string> = new Set(
  "set enable disable engine listen ready after on once setNotFoundHandler addContentTypeParser inject callback close allowedMethods".split(
    " ",
  ),
);

/** `app.listen(port, () => …)`, `fastify.after(() => …)`: the callback runs. */
function callLast({ machine, args, site }: Work, self: Value): Value {
  const last = args.at(-1);
  if (last?.kind === "function" && args.length <= 3 && last.node["params"] !== undefined && isPlain(last))
    machine.call(last, [open], site);
  return self;
}

const isPlain = ({ node }: Value & { readonly kind: "function" }): boolean =>
  Array.isArray(node["params"]) && node["params"].length < 2;

function decorate({ router, args: [name, value] }: Work): Value | undefined {
  if (name?.kind === "constant" && value !== undefined) router.properties.set(String(name.value), value);
  return undefined;
}

/** A function that every request or reply of Fastify has. */
function decorateEvery({ machine, args: [name, value] }: Work, source: string): undefined {
  if (name?.kind === "constant" && value !== undefined)
    extend(machine, external(source), { name: String(name.value), value });
}

/** Fastify's own answer to what fails, in this instance and those below it. */
function failing({ machine, router, args: [handler] }: Work): Value | undefined {
  if (handler !== undefined) router.failure = handler;
  if (handler?.kind === "function") machine.failures.push(handler);
  return undefined;
}

function addSchema({ machine, args: [schema] }: Work): Value | undefined {
  const id = schema?.kind === "object" ? schema.properties.get("$id") : undefined;
  if (id?.kind === "constant" && schema !== undefined) machine.shared.set(String(id.value), schema);
  return undefined;
}

/** koa-router's `redirect(from, to)`: every method. */
function redirect(work: Work): Value | undefined {
  return addAll({ ...work, args: work.args.slice(0, 1).concat(native(() => open)) });
}
