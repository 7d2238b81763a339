import { checkLimits, type LoadEngine } from "../../load/index.ts";
import { resolveHost } from "./dial/index.ts";
import { comparePlans } from "./blocks/index.ts";
import { connectionLimit } from "./limit.ts";
import { runPlan } from "./run.ts";

/**
 * The load engine: plans in, measurements out.
 *
 * @example
 * const measured = await createLoadEngine().run(loadPlan, { signal: new AbortController().signal });
 */
export function createLoadEngine(): LoadEngine {
  return {
    connectionLimit,
    resolve: resolveHost,
    run: async (plan, observer) => {
      checkLimits(plan);
      return runPlan(plan, observer);
    },
    compare: async (plans, options, observer) => {
      for (const plan of plans) checkLimits({ ...plan, durationMs: options.durationMs });
      return comparePlans(plans, options, observer);
    },
  };
}
