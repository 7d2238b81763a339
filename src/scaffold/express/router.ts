import type { Finding } from "../../kit/index.ts";
import {
  argumentsOf,
  arrayOf,
  code,
  empty,
  createImports,
  type Imports,
  literal,
  member,
  type Fragment,
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
    code`
      /** Where the document's first server mounts the routes. */
      export const basePath = ${literal(escaped(plan.basePath))};
    `,
    ordered.length === 0 ? empty : schemesTable(plan, imports),
    optionsType(plan, imports),
    createRouter(plan, ordered, imports),
  ];
  return { file: managedFile("middleware/router.ts", imports, body), findings: routeFindings(ordered) };
}

function createRouter(plan: Plan, ordered: readonly OperationPlan[], imports: Imports): Fragment {
  if (ordered.length === 0) return emptyRouter(imports);
  const router = imports.type("express", "Router");
  const handlers = imports.type("../types/api.js", "Handlers");
  const shared = sharedRoutes(ordered);
  return code`
    /** The routes of the document. Fixed paths come before paths with parameters. */
    export function createRouter(handlers: ${handlers}, options: RouterOptions = {}): ${router} {
      const router = ${imports.value("express", "Router")}({ caseSensitive: true, strict: true });
      ${serveSettings(plan, imports)}

      ${ordered.map((operation) => route(operation, shared.has(operation), imports))}

      ${others(ordered, imports)}
      return router;
    }
  `;
}

function emptyRouter(imports: Imports): Fragment {
  const handlers = imports.type("../types/api.js", "Handlers");
  return code`
    /** The document has no operations. */
    export function createRouter(_handlers: ${handlers}, _options: RouterOptions = {}): ${imports.type("express", "Router")} {
      return ${imports.value("express", "Router")}();
    }
  `;
}

const EXPRESS_METHODS = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]);

function route(plan: OperationPlan, isShared: boolean, imports: Imports): Fragment {
  const { method } = plan.operation;
  const { pattern, isAmbiguous } = routePath(plan.operation);
  if (isAmbiguous) return notServed(plan);
  const served = onMatchingQuery(plan, servedCall(plan, { isShared }, imports), { imports, module: METHODS });
  if (EXPRESS_METHODS.has(method))
    return code`router${member(method.toLowerCase())}${argumentsOf([pathArgument(pattern), served])};`;
  const guarded = code`${imports.value(METHODS, "onMethod")}(${literal(method)}, ${served})`;
  return code`router.all${argumentsOf([pathArgument(pattern), guarded])};`;
}

/** Express's types take a path apart, parameter by parameter, and the compiler gives up below fifty; in a list they leave it alone. */
const MOST_TYPED_PARAMETERS = 16;

const pathArgument = (pattern: string): Fragment =>
  pattern.split(":").length - 1 > MOST_TYPED_PARAMETERS ? arrayOf([literal(pattern)]) : literal(pattern);

/** 405 and OPTIONS: after all routes, so that a path with parameters can still take the method. */
function others(ordered: readonly OperationPlan[], imports: Imports): readonly Fragment[] {
  return allowedMethods(ordered).map(({ plans, methods }) => {
    const pattern = pathArgument(plans[0] === undefined ? "/" : routePath(plans[0].operation).pattern);
    return code`router.all(${pattern}, ${imports.value(METHODS, "otherMethods")}(${arrayOf(methods.map(literal))}));`;
  });
}
