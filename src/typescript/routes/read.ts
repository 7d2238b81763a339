import { LIMITS } from "./limits.ts";
import { createMachine } from "./machine/create.ts";
import type { Checker, Machine, Sources } from "./machine/machine.ts";
import { child, descendants, isFunctionNode, literalText, nameOf, nodes, text, type Node } from "./tree.ts";
import { newRouter } from "./frameworks/make.ts";
import { VERBS } from "./frameworks/members.ts";
import { documentedIn } from "./facts/comments.ts";
import { flattenRouters, type FlatRoute } from "./facts/flatten.ts";
import type { ApplicationFacts, RouteFacts, Unresolved } from "./facts/model.ts";
import { nestRoutes } from "./frameworks/nest.ts";
import { contractRoutes } from "./facts/contract-routes.ts";
import { readContract } from "./contract/index.ts";
import { placeOf } from "./facts/place.ts";
import { routeFacts, type Observed } from "./facts/route.ts";
import { open, textOf, type FunctionValue, type Value } from "./value.ts";

/**
 * Reads an application of Express, Fastify, Koa or NestJS from its sources, without running it: the modules are interpreted with values
 * that may be unknown, and what is registered on routers is followed from the applications that nobody mounts. What could not be
 * resolved is in `unresolved`, of a route or of the application, with file, line and column; no route is dropped.
 *
 * @example
 * const source = 'const app = require("express")(); app.get("/users", (req, res) => res.json([])); app.listen(3000);';
 * const facts = readApplication({ files: new Map([["app.js", source]]), aliases: [] });
 * facts.routes.map(({ method, path }) => `${method} ${path}`);
 */
export function readApplication(sources: Sources, checker?: Checker): ApplicationFacts {
  const machine = createMachine(sources, checker);
  for (const [path, text] of sources.files) if (isSource(path) || isOwnTypes(path, text)) machine.load(path);
  callFactories(machine);
  constructLeft(machine);
  const { routes: flat, lost } = flattenRouters(machine.routers);
  const observed: Observed = new Map();
  const contract = readContract(machine);
  const found = flat.filter(({ spot }) => contract?.files.has(spot.file) !== true);
  const routes = [
    ...contractRoutes(machine, contract, frameworksOf(flat)),
    ...found.flatMap((route) => routeFacts(machine, route, observed)),
    ...nestRoutes(machine, new Set(flat.flatMap(classesIn))),
  ].slice(0, LIMITS.routes);
  const kept = withoutFallbacks(unique(routes));
  return {
    frameworks: [...new Set(kept.map(({ framework }) => framework))],
    routes: withIds(kept),
    schemas: {
      ...contract?.schemas,
      ...Object.fromEntries([...machine.components].map(([name, { schema }]) => [name, schema])),
    },
    securitySchemes: contract?.securitySchemes ?? {},
    documented: documentedIn(machine),
    unresolved: [
      ...lost.map(({ path, what, spot }): Unresolved => ({
        code: "route-mount-unresolved",
        what: `${path} ${what}`.trim(),
        place: placeOf(machine, spot),
      })),
      ...notesOf(machine),
    ],
    basePath: basePathOf(machine, kept),
    filesRead: machine.modules.size,
  };
}

/** Classes whose methods are handlers of a route. */
const classesIn = ({ handlers }: FlatRoute): readonly Node[] =>
  handlers.flatMap((one) => (one.kind === "function" && one.home !== undefined ? [one.home.node] : []));

const frameworksOf = (routes: readonly FlatRoute[]): readonly string[] => [
  ...new Set(routes.map(({ framework }) => framework)),
];

/** `export const basePath = "/v1"` of a router that `scaffold` wrote. */
function basePathOf(machine: Machine, routes: readonly RouteFacts[]): string {
  const own = [...machine.modules.values()].filter(
    (one) => one.text.startsWith("// Managed by backwright scaffold") && one.exports.has("basePath"),
  );
  const [first] = own.map((one) => textOf(one.exports.get("basePath")?.()));
  const base = first === undefined || first === "/" ? "" : first;
  return routes.length > 0 && routes.every(({ path }) => path.startsWith(base)) ? base : "";
}

const isSource = (path: string): boolean => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) && !/\.d\.[cm]?ts$/.test(path);

/** The types of an API that `scaffold` wrote in JavaScript. */
export const isOwnTypes = (path: string, source: string): boolean =>
  path.endsWith(".d.ts") && source.startsWith("// Managed by backwright scaffold");

function notesOf(machine: Machine): readonly Unresolved[] {
  return machine.notes.map(({ code, spot, what }) => ({ code, what, place: placeOf(machine, spot) }));
}

/** Functions that make or fill routers and that nobody in the sources calls: what a test, a loader or a main file elsewhere calls. */
function callFactories(machine: Machine): void {
  for (let round = 0; round < 3; round += 1) {
    const waiting = [...machine.functions.values()].filter((one) => !machine.called.has(one.node) && fillsRouters(one));
    if (waiting.length === 0) return;
    for (const one of waiting) if (!machine.called.has(one.node)) callFactory(machine, one);
  }
}

/** Classes that make routers and that nobody in the sources constructs: what a container or a test does. */
function constructLeft(machine: Machine): void {
  for (const made of machine.classes) {
    const { node, scope } = made;
    if (machine.constructed.has(node) || node["abstract"] === true || !makesRouters(node)) continue;
    machine.budget.steps = LIMITS.stepsPerStatement;
    machine.construct(made, [], { node, scope });
  }
}

function callFactory(machine: Machine, factory: FunctionValue): void {
  const site = { node: factory.node, scope: factory.scope };
  const names = routerParameters(factory);
  const args = nodes(factory.node, "params").map((one): Value => {
    const name = nameOf(one);
    if (!names.has(name)) return open;
    return { kind: "router", router: newRouter(machine, { framework: frameworkOf(factory), kind: "orphan", site }) };
  });
  machine.budget.steps = LIMITS.stepsPerStatement;
  machine.call(factory, args, site);
}

const frameworkOf = ({ scope }: FunctionValue): "fastify" | "koa" | "express" => {
  const { text: source } = scope.module;
  if (/fastify/i.test(source)) return "fastify";
  return /koa/i.test(source) ? "koa" : "express";
};

/** Parameters on which routes are registered: `app.get("/…", …)`, `router.use(…)`. */
function routerParameters({ node }: FunctionValue): ReadonlySet<string> {
  const names = new Set(
    nodes(node, "params")
      .map(nameOf)
      .filter((name) => name !== ""),
  );
  const found = new Set<string>();
  for (const one of descendants(node)) {
    if (one.type !== "CallExpression") continue;
    const callee = child(one, "callee");
    const owner = nameOf(child(callee, "object"));
    const method = text(child(callee, "property"), "name");
    const [first] = nodes(one, "arguments");
    const isRoute =
      VERBS.has(method) &&
      (literalText(first).startsWith("/") || first?.type === "TemplateLiteral") &&
      nodes(one, "arguments").length > 1;
    if (
      names.has(owner) &&
      (isRoute ||
        (method === "use" && /app|router|server/i.test(owner)) ||
        (method === "route" && first !== undefined) ||
        (method === "register" && /fastify|app|server/i.test(owner)))
    )
      found.add(owner);
  }
  return found;
}

const MAKES = /^(?:express|Router|fastify|Fastify|Koa)$/;

function fillsRouters(factory: FunctionValue): boolean {
  if (!isFunctionNode(factory.node) || factory.node["generator"] === true) return false;
  return routerParameters(factory).size > 0 || makesRouters(factory.node);
}

function makesRouters(node: Node): boolean {
  for (const one of descendants(node)) {
    const callee = one.type === "CallExpression" || one.type === "NewExpression" ? child(one, "callee") : undefined;
    const name = nameOf(callee) || text(child(callee, "property"), "name");
    if (MAKES.test(name) || isRequired(callee)) return true;
  }
  return false;
}

/** `require("fastify")(options)`. */
const isRequired = (callee: Node | undefined): boolean =>
  nameOf(child(callee, "callee")) === "require" &&
  /^(?:express|fastify|koa|koa-router|@koa\/router)$/.test(literalText(nodes(callee, "arguments")[0]));

/** The same method and path twice: the first one answers. */
function unique(routes: readonly RouteFacts[]): readonly RouteFacts[] {
  const seen = new Map<string, RouteFacts>();
  for (const route of routes) {
    // What a contract declares is told apart by its parameters too.
    const path = route.declared === undefined ? route.path.replaceAll(/\{[^}]*\}/g, "{}") : route.path;
    const key = `${route.method} ${path}`;
    const known = seen.get(key);
    if (known === undefined || (known.unresolved.length > 0 && route.unresolved.length === 0)) seen.set(key, route);
  }
  return [...seen.values()];
}

/** What only refuses whatever nobody else answers (`app.all("*", notFound)`) is no operation. */
function withoutFallbacks(routes: readonly RouteFacts[]): readonly RouteFacts[] {
  return routes.filter(
    ({ path, responses }) =>
      !(
        /^\/\{wildcard\}$/.test(path) &&
        responses.length > 0 &&
        responses.every(({ status }) => Number(status) >= 400)
      ),
  );
}

/** An operationId belongs to one operation: the first that has the name keeps it. */
function withIds(routes: readonly RouteFacts[]): readonly RouteFacts[] {
  const taken = new Set<string>();
  return routes.map((route) => {
    const { operationId } = route;
    if (operationId === undefined) return route;
    if (taken.has(operationId)) return { ...route, operationId: undefined };
    taken.add(operationId);
    return route;
  });
}
