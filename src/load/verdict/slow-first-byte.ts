import { finding, percentOf, type Rule } from "./rule.ts";

const MOST_PERCENT = 80;

/** A target was missed, and nearly all of the time goes by before the first byte: the server's own work. */
export const slowFirstByte: Rule = (facts) => {
  const { firstByte } = facts.phases;
  const { all } = facts.latency;
  const isMissed = facts.thresholds.some(({ name, met }) => name === "p99" && !met);
  if (!isMissed || firstByte === null || all === null) return [];
  const percent = Math.min(100, percentOf(firstByte.meanMs, all.meanMs));
  if (percent < MOST_PERCENT) return [];
  return finding(facts, {
    code: "load-slow-first-byte",
    severity: "info",
    evidence: { percent, p50Ms: firstByte.p50Ms, p99Ms: firstByte.p99Ms },
  });
};
