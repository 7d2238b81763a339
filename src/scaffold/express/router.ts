import { groupBy, type Finding } from "../../kit/index.ts";
import {
  argumentsOf,
  arrayOf,
  code,
  empty,
  ident,
  createImports,
  type Imports,
  jsDoc,
  literal,
  member,
  type Fragment,
} from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import { summaryOf, type OperationPlan, type Plan } from "../plan/index.ts";
import { inRouteOrder } from "./order.ts";
import { escaped, expressPath } from "./path.ts";
import { routeFindings, sharedRoutes } from "./route-findings.ts";
import { planLiteral } from "./route-plan.ts";
import { schemesTable } from "./schemes.ts";

const ERRORS = "./errors.js";

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
    optionsType(imports),
    createRouter(plan, ordered, imports),
  ];
  return { file: managedFile("middleware/router.ts", imports, body), findings: routeFindings(ordered) };
}

function optionsType(imports: Imports): Fragment {
  return code`
    export interface RouterOptions {
      readonly security?: ${imports.type("../types/api.js", "SecurityHandlers")};
      /** Largest body in bytes, or as a text such as \`1mb\`. */
      readonly bodyLimit?: number | string;
    }
  `;
}

function createRouter(plan: Plan, ordered: readonly OperationPlan[], imports: Imports): Fragment {
  if (ordered.length === 0) return emptyRouter(imports);
  const router = imports.type("express", "Router");
  const operations = imports.value("./runtime/operation.js", "operationsIn");
  const handlers = imports.type("../types/api.js", "Handlers");
  const shared = sharedRoutes(ordered);
  return code`
    /** The routes of the document. Fixed paths come before paths with parameters. */
    export function createRouter(handlers: ${handlers}, options: RouterOptions = {}): ${router} {
      const router = ${imports.value("express", "Router")}({ caseSensitive: true, strict: true });
      const guard = { schemes, handlers: options.security ?? {} };
      const serve = ${operations}({ guard, bodyLimit: options.bodyLimit ?? "1mb" });

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
  const { operation } = plan;
  const { pattern, query, isAmbiguous } = expressPath(operation);
  if (isAmbiguous) return jsDoc([`Not served: the parameters of ${summaryOf(operation)} touch each other.`]);
  const served =
    operation.unresolved.length === 0 ? servedCall(plan, isShared, imports) : imports.value(ERRORS, "notImplemented");
  const onQuery =
    query === undefined
      ? served
      : code`${imports.value("./runtime/methods.js", "onQuery")}(${literal(query)}, ${served})`;
  const { method } = operation;
  if (EXPRESS_METHODS.has(method))
    return code`router${member(method.toLowerCase())}${argumentsOf([literal(pattern), onQuery])};`;
  const guarded = code`${imports.value("./runtime/methods.js", "onMethod")}(${literal(method)}, ${onQuery})`;
  return code`router.all${argumentsOf([literal(pattern), guarded])};`;
}

function servedCall(plan: OperationPlan, isShared: boolean, imports: Imports): Fragment {
  return code`serve${argumentsOf([planLiteral(plan, isShared, imports), code`handlers.${ident(plan.id)}`])}`;
}

/** 405 and OPTIONS: after all routes, so that a path with parameters can still take the method. */
function others(ordered: readonly OperationPlan[], imports: Imports): readonly Fragment[] {
  const usable = ordered.filter(({ operation }) => !expressPath(operation).isAmbiguous);
  return [...groupBy(usable, ({ operation }) => expressPath(operation).shape)].map(([, plans]) => {
    const methods = allowed(plans.map(({ operation }) => operation.method));
    const pattern = literal(plans[0] === undefined ? "/" : expressPath(plans[0].operation).pattern);
    return code`router.all(${pattern}, ${imports.value("./runtime/methods.js", "otherMethods")}(${arrayOf(methods.map(literal))}));`;
  });
}

function allowed(methods: readonly string[]): readonly string[] {
  const all = new Set(methods);
  if (all.has("GET")) all.add("HEAD");
  return [...all, ...(all.has("OPTIONS") ? [] : ["OPTIONS"])].sort();
}
