import type { Validity } from "../validity/index.ts";
import { evidenceOf } from "./evidence.ts";
import type { Objective } from "./objective.ts";
import type { Observation } from "./observation.ts";

/**
 * Whether a trial says nothing about the server because the generator was starved. A starved generator makes latencies
 * longer, never shorter: what kept the objectives all the same has kept them, unless requests were missing.
 */
export function isSpoilt(
  { valid, reasons }: Validity,
  observation: Observation,
  objectives: readonly Objective[],
): boolean {
  if (valid) return false;
  if (reasons.some(({ code }) => code === "rate-missed")) return true;
  return objectives.some(({ allowedShare }, index) => evidenceOf([observation], index).share > allowedShare);
}
