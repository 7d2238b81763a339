import { finding, type Rule } from "./rule.ts";

/** A status was expected and not always answered. */
export const brokenExpectation: Rule = (facts) => {
  const threshold = facts.thresholds.find(({ name }) => name === "expect-status");
  if (threshold === undefined || threshold.met) return [];
  return finding(facts, {
    code: "load-expectation-broken",
    severity: "error",
    evidence: {
      expected: threshold.limit,
      otherStatus: threshold.actual,
      failed: facts.requests.failed,
      total: facts.requests.total,
    },
  });
};
