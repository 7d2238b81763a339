import { finding, type Rule } from "./rule.ts";

const BUSY_PERCENT = 95;

/** The generator had no idle time: its own queue is part of every latency, and the server may be able to do more. */
export const busyGenerator: Rule = (facts) => {
  const { busyPercent, cpuPercent } = facts.generator;
  if (busyPercent < BUSY_PERCENT) return [];
  return finding(facts, { code: "load-generator-busy", severity: "warning", evidence: { busyPercent, cpuPercent } });
};
