import type { LoadTick } from "../measured.ts";
import type { Objective } from "./objective.ts";

const SOON_MS = 1_000;
const SURE_MS = 4_000;

/**
 * Whether a trial cannot pass any more, so that it may end early and spare the server: half of its answers, or later a tenth, take
 * longer than all but a few may.
 */
export function isHopeless({ elapsedMs, p50Ms, p90Ms = 0 }: LoadTick, objectives: readonly Objective[]): boolean {
  return objectives.some(({ limitMs, allowedShare }) => {
    if (limitMs === undefined) return false;
    const isHalf = elapsedMs > SOON_MS && p50Ms > limitMs && allowedShare < 0.2;
    return isHalf || (elapsedMs > SURE_MS && p90Ms > limitMs && allowedShare < 0.04);
  });
}
