import { groupBy, type Finding, type JsonValue } from "../../kit/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import { pathRules } from "./order.ts";
import { routePath } from "./path.ts";

/** Operations that cannot be reached: parameters that touch, and a second one with the same method and path. */
export function routeFindings(ordered: readonly OperationPlan[]): readonly Finding[] {
  const ambiguous = ordered.filter(({ operation }) => routePath(operation).isAmbiguous);
  return [...ambiguous.map((plan) => finding("path-ambiguous", plan, {})), ...sameRoutes(ordered).flatMap(unreachable)];
}

/** Routes whose requests go on to the next one when the values of the path do not fit. */
export function sharedRoutes(ordered: readonly OperationPlan[]): ReadonlySet<OperationPlan> {
  return new Set(sameRoutes(ordered).flatMap((same) => same.slice(0, -1)));
}

/** Operations that one method and path stand for, where they are several. */
export const sameRoutes = (ordered: readonly OperationPlan[]): readonly (readonly OperationPlan[])[] =>
  [...groupBy(ordered, routeKey).values()].filter((same) => same.length > 1);

function routeKey({ operation }: OperationPlan): string {
  const { shape, query } = routePath(operation);
  return `${operation.method} ${shape}?${query ?? ""}`;
}

/** Everything behind an operation that takes any value in its path. */
function unreachable(same: readonly OperationPlan[]): readonly Finding[] {
  const greedy = same.findIndex(({ operation }) => pathRules(operation) === 0);
  const first = same[greedy];
  if (first === undefined) return [];
  return same
    .slice(greedy + 1)
    .map((plan) => finding("route-unreachable", plan, { taken: summaryOf(first.operation) }));
}

function finding(
  code: string,
  { operation, id }: OperationPlan,
  evidence: Readonly<Record<string, JsonValue>>,
): Finding {
  return {
    code,
    severity: "warning",
    subject: { kind: "operation", name: summaryOf(operation), file: operation.place.file },
    evidence: { ...evidence, operation: id, pointer: operation.place.pointer },
  };
}
