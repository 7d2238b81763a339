import { finding, type Rule } from "./rule.ts";

/** Answers were not what a scenario expects. */
export const failedChecks: Rule = (facts) => {
  const broken = facts.checks.filter(({ failed }) => failed > 0).toSorted((a, b) => b.failed - a.failed);
  const [worst] = broken;
  if (worst === undefined) return [];
  return finding(facts, {
    code: "load-checks-failed",
    severity: "warning",
    evidence: {
      checks: broken.length,
      name: worst.name,
      route: worst.route,
      failed: worst.failed,
      total: worst.failed + worst.passed,
    },
  });
};
