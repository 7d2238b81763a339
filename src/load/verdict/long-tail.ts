import { finding, type Rule } from "./rule.ts";

const RATIO = 10;
const ENOUGH = 1_000;

/** One request in a hundred takes ten times as long as the usual one. */
export const longTail: Rule = (facts) => {
  const { successful } = facts.latency;
  if (successful === null || successful.count < ENOUGH || successful.p99Ms < RATIO * successful.p50Ms) return [];
  const ratio = Math.floor(successful.p99Ms / Math.max(0.001, successful.p50Ms));
  return finding(facts, {
    code: "load-long-tail",
    severity: "info",
    evidence: { p50Ms: successful.p50Ms, p99Ms: successful.p99Ms, ratio },
  });
};
