import { scenarioActor, type Actor } from "../../../load/scenario/index.ts";
import type { LoadPlan, Share } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { STEER, type Control } from "../memory/index.ts";

/** Those who play the plan's scenario, or nobody when it is a mix of requests. */
export function actorOf({ scenario, seed }: LoadPlan, { index, of }: Share, { words }: Control): Actor | undefined {
  if (scenario === undefined) return undefined;
  const nextRow = (): number => Atomics.add(words, STEER.rows, 1);
  const epochMs = Date.now() - monotonicMs();
  return scenarioActor(scenario, { lane: index, lanes: of, epochMs, nextRow, ...(seed === undefined ? {} : { seed }) });
}
