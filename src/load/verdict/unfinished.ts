import { finding, type Rule } from "./rule.ts";

/** Requests were still without an answer one second after the end: their latency is in no figure. */
export const unfinished: Rule = (facts) => {
  const { unfinished: count, total } = facts.requests;
  return count === 0
    ? []
    : finding(facts, { code: "load-unfinished", severity: "warning", evidence: { count, total } });
};
