import { finding, type Rule } from "./rule.ts";

/** The run never settled: its percentiles are a mixture of states. */
export const notSteady: Rule = (facts) => {
  const { steadyState } = facts;
  if (steadyState?.verdict !== "unsteady") return [];
  const { warmUpMs, throughput, p50 } = steadyState;
  return finding(facts, {
    code: "load-not-steady",
    severity: "warning",
    evidence: {
      warmUpMs,
      throughputPercent: throughput.driftPercent,
      latencyPercent: p50.driftPercent,
      drifts: throughput.drifts || p50.drifts,
    },
  });
};
