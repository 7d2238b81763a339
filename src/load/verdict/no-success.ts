import { finding, isLimiterWanted, type Rule } from "./rule.ts";

/** Not one request succeeded. */
export const noSuccess: Rule = (facts) => {
  const { requests, errors } = facts;
  const [most] = errors;
  if (requests.successful > 0 || (most?.status === 429 && isLimiterWanted(facts))) return [];
  return finding(facts, {
    code: "load-no-success",
    severity: "error",
    evidence: {
      total: requests.total,
      kind: most?.kind ?? null,
      status: most?.status ?? null,
      count: most?.count ?? 0,
    },
  });
};
