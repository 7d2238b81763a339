import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { command as decide } from "../decide.ts";
import type { Targets } from "./load.ts";

export interface DemoDecision {
  readonly profile: string;
  readonly targets: Targets;
}

/** What the sample's answers (a team of eight with a shared SaaS) decide, and the latency targets that follow. */
export async function decideTargets(world: World): Promise<DemoDecision> {
  const decision = await decide.call({ sample: true }, world);
  if (decision.recommendation === null || decision.thresholds === null)
    throw errors.command.bug({ problem: "the example's answers have no recommendation" });
  return { profile: decision.recommendation.profile, targets: decision.thresholds };
}
