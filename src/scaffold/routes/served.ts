import { argumentsOf, code, ident, jsDoc, literal, type Fragment, type Imports } from "../../typescript/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import { routePath } from "./path.ts";
import { planLiteral, type RouteExtras } from "./route-plan.ts";

/** `serve({ id: "getUser", … }, handlers.getUser)`; an operation with lost parts answers 501. */
export function servedCall(plan: OperationPlan, extras: RouteExtras, imports: Imports): Fragment {
  if (plan.operation.unresolved.length > 0) return imports.value("./errors.js", "notImplemented");
  return code`serve${argumentsOf([planLiteral(plan, extras, imports), code`handlers.${ident(plan.id)}`])}`;
}

/** `onQuery("action=copy", …)` for an operation whose path goes on behind a question mark; `onQuery` is found in a module. */
export function onMatchingQuery(
  { operation }: OperationPlan,
  served: Fragment,
  { imports, module }: { readonly imports: Imports; readonly module: string },
): Fragment {
  const { query } = routePath(operation);
  return query === undefined ? served : code`${imports.value(module, "onQuery")}(${literal(query)}, ${served})`;
}

/** The note in place of a route that cannot be told apart. */
export function notServed({ operation }: OperationPlan): Fragment {
  return jsDoc([`Not served: the parameters of ${summaryOf(operation)} touch each other.`]);
}
