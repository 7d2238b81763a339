import { finding, type Rule } from "./rule.ts";

/** Not one request succeeded. */
export const noSuccess: Rule = (facts) => {
  const { requests, errors } = facts;
  if (requests.successful > 0) return [];
  const [most] = errors;
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
