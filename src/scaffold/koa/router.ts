import type { Finding } from "../../kit/index.ts";
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
  objectOf,
} from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import type { OperationPlan, Plan } from "../plan/index.ts";
import {
  allowedMethods,
  escaped,
  inRouteOrder,
  notServed,
  onMatchingQuery,
  optionsType,
  routeFindings,
  routePath,
  schemesTable,
  servedCall,
  serveSettings,
  sharedRoutes,
} from "../routes/index.ts";

const METHODS = "./runtime/methods.js";

/** `middleware/router.ts`: one line per operation, then the answers to other methods. */
export function routerFile(plan: Plan): { readonly file: GeneratedFile; readonly findings: readonly Finding[] } {
  const imports = createImports();
  const ordered = inRouteOrder(plan.operations);
  const body = [
    ordered.length === 0 ? empty : schemesTable(plan, imports),
    optionsType(plan, imports),
    createRouter(plan, ordered, imports),
  ];
  return { file: managedFile("middleware/router.ts", imports, body), findings: routeFindings(ordered) };
}

function createRouter(plan: Plan, ordered: readonly OperationPlan[], imports: Imports): Fragment {
  const router = imports.defaultValue("@koa/router", "Router");
  const handlers = imports.type("../types/api.js", "Handlers");
  if (ordered.length === 0)
    return code`
      /** The document has no operations. */
      export function createRouter(_handlers: ${handlers}, _options: RouterOptions = {}): ${router} {
        return new ${router}();
      }
    `;
  const shared = sharedRoutes(ordered);
  return code`
    /** The routes of the document. Fixed paths come before paths with parameters. */
    export function createRouter(handlers: ${handlers}, options: RouterOptions = {}): ${router} {
      const router = new ${router}(${settings(plan)});
      ${serveSettings(plan, imports)}

      ${ordered.map((operation) => route(operation, shared.has(operation), imports))}

      ${others(ordered, imports)}
      return router;
    }
  `;
}

function settings({ basePath }: Plan): Fragment {
  const prefix = basePath === "/" ? [] : [code`prefix: ${literal(escaped(basePath))}`];
  return objectOf([...prefix, code`sensitive: true`, code`strict: true`]);
}

const KOA_METHODS = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"]);

function route(plan: OperationPlan, isShared: boolean, imports: Imports): Fragment {
  const { method } = plan.operation;
  if (routePath(plan.operation).isAmbiguous) return notServed(plan);
  const pattern = literal(patternOf(plan));
  const served = onMatchingQuery(plan, servedCall(plan, { isShared }, imports), { imports, module: METHODS });
  if (KOA_METHODS.has(method)) return code`router${member(method.toLowerCase())}${argumentsOf([pattern, served])};`;
  return code`router.register${argumentsOf([pattern, arrayOf([literal(method)]), served])};`;
}

/** 405 and OPTIONS: after all routes, so that a path with parameters can still take the method. */
function others(ordered: readonly OperationPlan[], imports: Imports): readonly Fragment[] {
  return allowedMethods(ordered).map(({ plans: [first], methods }) => {
    const pattern = literal(first === undefined ? "/" : patternOf(first));
    return code`router.all(${pattern}, ${imports.value(METHODS, "otherMethods")}(${arrayOf(methods.map(literal))}));`;
  });
}

/** The root is found below its prefix with and without a slash. */
function patternOf({ operation }: OperationPlan): string {
  const { pattern } = routePath(operation);
  return pattern === "/" ? "{/}" : pattern;
}
