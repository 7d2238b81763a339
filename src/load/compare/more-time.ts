import { normalQuantile } from "../statistics/index.ts";
import type { MeasureDecision } from "./decide.ts";
import { NEGLIGIBLE } from "./design.ts";

const POWER = 0.8;

/**
 * How many times as long, in all, the comparison would have to be to tell with a probability of 80 %: either that what was seen is a
 * difference beyond what is negligible, or that none above the tolerance is there, whichever is sooner. An interval narrows with the
 * square root of the time. Undefined when the blocks do not even give an interval.
 */
export function timesLonger({ estimate, low, high, level }: MeasureDecision, tolerance: number): number | undefined {
  const half = (high - low) / 2;
  if (!Number.isFinite(half)) return undefined;
  const z = -normalQuantile(level / 2);
  const seen = Math.abs(estimate);
  const needed = Math.max(seen - Math.log1p(NEGLIGIBLE), Math.log1p(tolerance) - seen);
  // Between what matters and what can be claimed, no time tells.
  if (needed <= 0) return undefined;
  return Math.max(1, ((half * (1 + normalQuantile(POWER) / z)) / needed) ** 2);
}
