import type { Interval } from "../result/index.ts";
import { finding, type Rule } from "./rule.ts";

/** The half width, as a share of the value, that a P99 should have at most, and that above which it is spoken of. */
const WISHED = 0.1;
const WIDE = 0.2;
/** Independent values that the upper bound of a P99 needs at 95 %: ln 0.025 / ln 0.99. */
const FEWEST = 367;
const ENOUGH = 1_000;

/** The P99 is known so roughly that a comparison with it says little. */
export const wideInterval: Rule = (facts) => {
  const { intervals, latency, elapsedMs } = facts;
  const p99 = latency.all?.p99Ms ?? 0;
  if (intervals === null || p99 === 0 || (latency.all?.count ?? 0) < ENOUGH) return [];
  const times = timesNeeded(intervals.p99, p99);
  if (times === undefined) return [];
  return finding(facts, {
    code: "load-interval-wide",
    severity: "info",
    evidence: {
      p99Ms: p99,
      lowMs: intervals.p99.lowMs,
      highMs: intervals.p99.highMs,
      moreSeconds: Math.ceil(((times - 1) * elapsedMs) / 1_000),
    },
  });
};

/** How many times as long a run would have to be; an interval shrinks with the square root of it. */
function timesNeeded({ lowMs, highMs, effectiveCount }: Interval, value: number): number | undefined {
  if (lowMs === null || highMs === null) return Math.max(2, FEWEST / Math.max(1, effectiveCount));
  const half = (highMs - lowMs) / 2 / value;
  return half > WIDE ? (half / WISHED) ** 2 : undefined;
}
