import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { command as decide } from "../decide.ts";
import type { Targets } from "./load.ts";

/** The exact answers of the documented example: a team of eight with a shared SaaS. */
const ANSWERS = {
  teamSize: 8,
  qpsP99: 50,
  readWriteRatio: 20,
  tenancy: "shared-multi-tenant",
  dataSensitivity: ["pii"],
  pattern: "modular-monolith",
  languagePreference: "typescript",
} as const;

export interface DemoDecision {
  readonly profile: string;
  readonly targets: Targets;
}

/** What the decision engine answers, and the latency targets that follow from it. */
export async function decideTargets(world: World): Promise<DemoDecision> {
  const decision = await decide.call(ANSWERS, world);
  if (decision.recommendation === null || decision.thresholds === null)
    throw errors.command.bug({ problem: "the example's answers have no recommendation" });
  return { profile: decision.recommendation.profile, targets: decision.thresholds };
}
