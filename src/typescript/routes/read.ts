import { LIMITS } from "./limits.ts";
import { createMachine } from "./machine/create.ts";
import type { Checker, Machine, Sources } from "./machine/machine.ts";
import type { Node } from "./tree.ts";
import { callFactories, makesRouters } from "./factories.ts";
import { documentedIn } from "./facts/comments.ts";
import { flattenRouters, type FlatRoute } from "./facts/flatten.ts";
import { keyOf, leftOut } from "./facts/left-out.ts";
import type { ApplicationFacts, RouteFacts, Unresolved } from "./facts/model.ts";
import { nestRoutes } from "./frameworks/nest.ts";
import { contractRoutes } from "./facts/contract-routes.ts";
import { readContract } from "./contract/index.ts";
import { placeOf } from "./facts/place.ts";
import { routeFacts, type Observed } from "./facts/route.ts";
import { textOf, type Entry, type Spot } from "./value.ts";

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
  const served = new Set(flat.flatMap(classesIn));
  const nest = nestRoutes(machine, served);
  const routes = [
    ...contractRoutes(machine, contract, frameworksOf(flat)),
    ...found.flatMap((route) => routeFacts(machine, route, observed)),
    ...nest,
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
      ...silentOnes(machine, { nest, served, contract: contract?.files ?? new Set() }),
      ...notesOf(machine),
    ],
    basePath: basePathOf(machine, kept),
    filesRead: machine.modules.size,
  };
}

interface Read {
  readonly nest: readonly RouteFacts[];
  readonly served: ReadonlySet<Node>;
  readonly contract: ReadonlySet<string>;
}

/** What has the form of a route and was met nowhere. */
function silentOnes(machine: Machine, { nest, served, contract }: Read): readonly Unresolved[] {
  const known = new Set(machine.routers.flatMap(({ entries }) => entries.flatMap(spotsOf)).map(keyOf));
  const places = new Set(nest.map(({ place }) => textOfPlace(place)));
  return leftOut(machine, known, served)
    .filter(({ spot }) => !contract.has(spot.file))
    .map(({ what, spot }) => ({ code: "route-left-out", what, place: placeOf(machine, spot) }))
    .filter(({ place }) => !places.has(textOfPlace(place)));
}

const spotsOf = (entry: Entry): readonly Spot[] => (entry.kind === "middleware" ? [] : [entry.spot]);
const textOfPlace = ({ file, line, column }: Unresolved["place"]): string => `${file}:${line}:${column}`;

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

/** Classes that make routers and that nobody in the sources constructs: what a container or a test does. */
function constructLeft(machine: Machine): void {
  for (const made of machine.classes) {
    const { node, scope } = made;
    if (machine.constructed.has(node) || node["abstract"] === true || !makesRouters(node)) continue;
    machine.budget.steps = LIMITS.stepsPerStatement;
    machine.construct(made, [], { node, scope });
  }
}

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
