import { code, literal, regularExpression, type Fragment } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";
import { costOf, type PatternCost } from "./patterns/index.ts";
import type { Site } from "./site.ts";

const costs = new WeakMap<Plan, Map<string, PatternCost>>();

/**
 * `PATTERN.test(text)`; a pattern that could take long goes through `matches`, which bounds it. Undefined for a pattern
 * that no engine reads: that is a finding of the document already.
 */
export function patternTest(pattern: string, text: Fragment, { module }: Site): Fragment | undefined {
  const expression = regularExpression(pattern);
  if (expression === undefined) return undefined;
  const name = module.constant("PATTERN", expression);
  const cost = knownCost(module.plan, pattern);
  if (cost.kind === "linear") return code`${name}.test(${text})`;
  return code`${module.helper("patterns", "matches")}(${name}, ${text}, ${literal(cost.quickLength)})`;
}

/** How long a pattern can take, found out once for a plan. */
export function knownCost(plan: Plan, pattern: string): PatternCost {
  const known = costs.get(plan) ?? new Map<string, PatternCost>();
  costs.set(plan, known);
  const cost = known.get(pattern) ?? costOf(pattern);
  known.set(pattern, cost);
  return cost;
}
