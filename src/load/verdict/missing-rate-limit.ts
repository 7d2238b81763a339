import { finding, type Rule } from "./rule.ts";

/** A limiter was expected, and never said no. */
export const missingRateLimit: Rule = (facts) => {
  const threshold = facts.thresholds.find(({ name }) => name === "rate-limit");
  if (threshold === undefined || threshold.met) return [];
  return finding(facts, {
    code: "load-rate-limit-missing",
    severity: "error",
    evidence: { total: facts.requests.total, perSecond: facts.requests.perSecond },
  });
};
