import { finding, type Rule } from "./rule.ts";

const ENOUGH = 1_000;

/** Fewer than ten values lie above the 99th percentile: it moves with each of them. */
export const fewSamples: Rule = (facts) => {
  const count = facts.latency.successful?.count ?? 0;
  return count === 0 || count >= ENOUGH
    ? []
    : finding(facts, { code: "load-few-samples", severity: "info", evidence: { count, enough: ENOUGH } });
};
