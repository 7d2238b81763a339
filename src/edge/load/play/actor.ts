import { scenarioActor, type Actor } from "../../../load/scenario/index.ts";
import type { LoadPlan, Share } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";

/** Those who play the plan's scenario, or nobody when it is a mix of requests. */
export function actorOf({ scenario, seed }: LoadPlan, { index, of }: Share): Actor | undefined {
  if (scenario === undefined) return undefined;
  const epochMs = Date.now() - monotonicMs();
  return scenarioActor(scenario, { lane: index, lanes: of, epochMs, ...(seed === undefined ? {} : { seed }) });
}
