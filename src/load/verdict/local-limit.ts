import { finding, type Rule } from "./rule.ts";

/** This machine ran out of ports or open files: those failures are ours, not the server's. */
export const localLimit: Rule = (facts) => {
  const count = facts.errors.find(({ kind }) => kind === "local-limit")?.count ?? 0;
  return count === 0 ? [] : finding(facts, { code: "load-local-limit", severity: "warning", evidence: { count } });
};
