import { finding, type Rule } from "./rule.ts";

/** Some requests failed: named by what made most of them fail. */
export const failedRequests: Rule = (facts) => {
  const { requests, errors } = facts;
  const [most] = errors;
  if (most === undefined || requests.successful === 0) return [];
  return finding(facts, {
    code: "load-failures",
    severity: "warning",
    evidence: {
      failed: requests.failed,
      percent: requests.failedPercent,
      kind: most.kind,
      status: most.status,
      count: most.count,
    },
  });
};
