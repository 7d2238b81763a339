import type { RequestWindow } from "../../advice/tune/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import type { LoadPlan, LoadSample } from "../../load/index.ts";
import type { Scenario } from "../../load/scenario/index.ts";

/** The load of a profile, a part for each route where routes can be told apart beforehand. */
export function profileParts(plan: LoadPlan): readonly LoadPlan[] {
  const { scenario } = plan;
  if (scenario !== undefined) return [{ ...plan, scenario: withoutThinking(scenario) }];
  return plan.requests.map((request) => ({ ...plan, requests: [request] }));
}

/** Nobody thinks while routes are looked at one request at a time. */
export function withoutThinking(scenario: Scenario): Scenario {
  const flows = scenario.flows.map((flow) => ({
    ...flow,
    program: flow.program.map((one) => (one.do === "think" ? { ...one, leastMs: 0, mostMs: 0 } : one)),
  }));
  return { ...scenario, flows };
}

/** Sends requests one at a time, and answers when each was under way, by the clock of the world. Error: `interrupted`. */
export async function sendOneByOne(plan: LoadPlan, count: number, world: World): Promise<readonly RequestWindow[]> {
  const samples: LoadSample[] = [];
  const flows = plan.scenario?.flows.length ?? 1;
  const measured = await world.load.run(
    { ...plan, concurrency: 1, requestLimit: count * flows, samples: true, transport: "node" },
    {
      signal: world.signal,
      onSamples: async (some) => {
        samples.push(...some);
      },
    },
  );
  if (measured.interrupted) throw errors.command.interrupted({ during: "while profiling; nothing was changed" });
  const from = measured.startedAtMs ?? 0;
  return samples.map(({ route, atMs, latencyMs, successful }) => ({
    route,
    startMs: from + atMs,
    endMs: from + atMs + latencyMs,
    successful,
  }));
}
