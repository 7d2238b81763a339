import { considerationsOf } from "./considerations.ts";
import { finding, type Rule } from "./rule.ts";

/** The 99th percentile against its target, with what the figures point to when it is missed. */
export const p99Target: Rule = (facts) => {
  const threshold = facts.thresholds.find(({ name, step }) => name === "p99" && step === null);
  const { successful } = facts.latency;
  if (threshold === undefined || threshold.actual === null || successful === null) return [];
  const evidence = {
    p99Ms: threshold.actual,
    targetMs: threshold.limit,
    p50Ms: successful.p50Ms,
    withFailures: threshold.actual > successful.p99Ms,
  };
  if (threshold.met) return finding(facts, { code: "load-p99-within-target", severity: "info", evidence });
  return finding(facts, {
    code: "load-p99-over-target",
    severity: threshold.asked ? "error" : "warning",
    evidence: { ...evidence, considerations: considerationsOf(facts, threshold.limit) },
  });
};
