import { finding, percentOf, type Rule } from "./rule.ts";

const LONG_PERCENT = 20;

/** A good part of the run was warm-up, and is in its percentiles. */
export const longWarmUp: Rule = (facts) => {
  const { steadyState, elapsedMs } = facts;
  if (steadyState?.verdict !== "warmed-up") return [];
  const percent = percentOf(steadyState.warmUpMs, elapsedMs);
  if (percent < LONG_PERCENT) return [];
  return finding(facts, {
    code: "load-warm-up-long",
    severity: "info",
    evidence: { warmUpMs: steadyState.warmUpMs, percent, p99Ms: steadyState.after?.p99Ms ?? null },
  });
};
