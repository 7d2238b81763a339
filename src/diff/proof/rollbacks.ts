import type { SchemaModel } from "../../catalog/schema/index.ts";
import { type Plan, planBetween, type PlanOptions } from "../plan/plan.ts";
import type { Rename } from "../rename/candidates.ts";
import { withRenames } from "../rename/plan.ts";

/** The schema as its renames leave it, then after each batch of a plan; the last one is what the plan is for. */
export type States = readonly SchemaModel[];

/**
 * One rollback per batch, in the order of the batches: each leads from what its batch leaves to what it found. Renames belong to
 * the first. Null where one of them cannot be planned.
 */
export function rollbacksOf(states: States, renames: readonly Rename[], options: PlanOptions): readonly Plan[] | null {
  const plans = states.slice(1).flatMap((after, index) => {
    const before = states[index];
    return before === undefined
      ? []
      : [withRenames(planBetween(after, before, options), index === 0 ? renames : [], "down")];
  });
  return plans.some(({ refused }) => refused.length > 0) ? null : plans;
}
