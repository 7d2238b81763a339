import { finding, type Rule } from "./rule.ts";

/** The run ended early, because too many requests failed. */
export const aborted: Rule = (facts) =>
  facts.aborted
    ? finding(facts, {
        code: "load-aborted",
        severity: "error",
        evidence: { elapsedMs: facts.elapsedMs, failedPercent: facts.requests.failedPercent },
      })
    : [];
