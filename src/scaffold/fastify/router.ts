import { groupBy, type Finding, type JsonObject } from "../../kit/index.ts";
import {
  argumentsOf,
  arrayOf,
  code,
  createImports,
  empty,
  type Fragment,
  type Imports,
  literal,
  member,
} from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import type { OperationPlan, Plan } from "../plan/index.ts";
import {
  allowedMethods,
  inRouteOrder,
  notServed,
  onMatchingQuery,
  optionsType,
  routeFindings,
  routePath,
  schemesTable,
  servedCall,
  serveSettings,
} from "../routes/index.ts";
import { fastifyPath, fastifyPrefix } from "./path.ts";

const METHODS = "./runtime/methods.js";
const SERVE = "./runtime/serve.js";

/** `middleware/router.ts`: the routes as a plugin, one line per operation, then the answers to other methods. */
export function routerFile(plan: Plan): { readonly file: GeneratedFile; readonly findings: readonly Finding[] } {
  const imports = createImports();
  const ordered = inRouteOrder(plan.operations);
  const body = [
    code`
      /** Where the document's first server mounts the routes. */
      export const basePath: string = ${literal(prefixOf(plan))};
    `,
    ordered.length === 0 ? empty : schemesTable(plan, imports),
    optionsType(plan, imports),
    createRouter(plan, ordered, imports),
  ];
  return { file: managedFile("middleware/router.ts", imports, body), findings: routeFindings(ordered) };
}

const prefixOf = ({ basePath }: Plan): string => (basePath === "/" ? "" : fastifyPrefix(basePath));

function createRouter(plan: Plan, ordered: readonly OperationPlan[], imports: Imports): Fragment {
  const handlers = imports.type("../types/api.js", "Handlers");
  const plugin = imports.type("fastify", "FastifyPluginAsync");
  const others = otherMethods(ordered, imports);
  if (ordered.length === 0)
    return code`
      /** The document has no operations. */
      export function createRouter(_handlers: ${handlers}, _options: RouterOptions = {}): ${plugin} {
        return async (fastify) => void fastify.setNotFoundHandler(${others});
      }
    `;
  return code`
    /** The routes of the document, as a plugin. */
    export function createRouter(handlers: ${handlers}, options: RouterOptions = {}): ${plugin} {
      ${serveSettings(plan, imports)}

      return async (fastify) => {
        ${imports.value("./errors.js", "acceptAnyBody")}(fastify);
        ${imports.value(METHODS, "withoutLengths")}(fastify);

        ${routes(ordered, imports)}

        fastify.setNotFoundHandler(${others});
      };
    }
  `;
}

/** Fastify takes a method and a path once: operations that share them stand in one route. */
function routes(ordered: readonly OperationPlan[], imports: Imports): readonly Fragment[] {
  const usable = ordered.filter(({ operation }) => !routePath(operation).isAmbiguous);
  const lost = ordered.filter(({ operation }) => routePath(operation).isAmbiguous);
  const groups = groupBy(usable, ({ operation }) => `${operation.method} ${routePath(operation).shape}`);
  return [...[...groups.values()].map((plans) => route(plans, imports)), ...lost.map(notServed)];
}

const FASTIFY_METHODS = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"]);

function route(plans: readonly OperationPlan[], imports: Imports): Fragment {
  const [first] = plans;
  if (first === undefined) return empty;
  const { method } = first.operation;
  const path = fastifyPath(first.operation);
  const served = plans.map((plan, at) =>
    servedIn(plan, { names: path.names, isLast: at === plans.length - 1, imports }),
  );
  const isChain = served.length > 1 || routePath(first.operation).query !== undefined;
  const handler = isChain ? code`${imports.value(SERVE, "firstOf")}${argumentsOf(served)}` : (served[0] ?? empty);
  if (FASTIFY_METHODS.has(method))
    return code`fastify${member(method.toLowerCase())}${argumentsOf([literal(path.url), handler])};`;
  return code`${imports.value(METHODS, "onMethod")}${argumentsOf([code`fastify`, literal(method), literal(path.url), handler])};`;
}

interface Place {
  /** Of the route that stands for all operations of its form. */
  readonly names: readonly string[];
  readonly isLast: boolean;
  readonly imports: Imports;
}

function servedIn(plan: OperationPlan, { names, isLast, imports }: Place): Fragment {
  const call = servedCall(plan, { isShared: !isLast, names: renamed(plan, names) }, imports);
  return onMatchingQuery(plan, call, { imports, module: SERVE });
}

function renamed({ operation }: OperationPlan, names: readonly string[]): JsonObject | undefined {
  const { documentNames } = fastifyPath(operation);
  const others = names.flatMap((name, at) => {
    const own = documentNames[at];
    return own === undefined || own === name ? [] : [[name, own] as const];
  });
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** 405 and OPTIONS, asked after all routes. */
function otherMethods(ordered: readonly OperationPlan[], imports: Imports): Fragment {
  const rows = allowedMethods(ordered).flatMap(({ plans: [first], methods }) =>
    first === undefined
      ? []
      : [code`${literal(fastifyPath(first.operation).template)}: ${arrayOf(methods.map(literal))},`],
  );
  const table =
    rows.length === 0
      ? code`{}`
      : code`
          {
            ${rows}
          }
        `;
  return code`${imports.value(METHODS, "otherMethods")}(fastify.prefix, ${table})`;
}
