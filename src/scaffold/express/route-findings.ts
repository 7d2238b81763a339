import type { Finding, JsonValue } from "../../kit/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import { expressPath } from "./path.ts";

/** Operations that Express cannot reach: parameters that touch, and a second one with the same method and path. */
export function routeFindings(ordered: readonly OperationPlan[]): readonly Finding[] {
  const seen = new Map<string, OperationPlan>();
  return ordered.flatMap((plan) => {
    const { shape, query, isAmbiguous } = expressPath(plan.operation);
    if (isAmbiguous) return [finding("path-ambiguous", plan, {})];
    const key = `${plan.operation.method} ${shape}?${query ?? ""}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, plan);
    return first === undefined ? [] : [finding("route-unreachable", plan, { taken: summaryOf(first.operation) })];
  });
}

function finding(code: string, { operation, id }: OperationPlan, evidence: Readonly<Record<string, JsonValue>>): Finding {
  return {
    code,
    severity: "warning",
    subject: { kind: "operation", name: summaryOf(operation), file: operation.place.file },
    evidence: { ...evidence, operation: id, pointer: operation.place.pointer },
  };
}
