import { finding, type Facts, type Rule } from "./rule.ts";

/** Some requests failed: named by what made most of them fail, and counted by class. */
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
      ...classesOf(facts),
    },
  });
};

/** Whose fault a failure is: the request's, the server's, the way's between, this machine's. */
function classesOf({ errors }: Facts) {
  const count = (isOfClass: (error: Facts["errors"][number]) => boolean): number =>
    errors.filter(isOfClass).reduce((sum, error) => sum + error.count, 0);
  return {
    serverErrors: count(({ status }) => status !== null && status >= 500),
    otherStatuses: count(({ status }) => status !== null && status < 500),
    noAnswer: count(({ kind }) => kind !== "http-status" && kind !== "local-limit"),
    ours: count(({ kind }) => kind === "local-limit"),
  };
}
