import { finding, type Rule } from "./rule.ts";

/** The limiter that was looked for said no, as it should. */
export const seenRateLimit: Rule = (facts) => {
  const threshold = facts.thresholds.find(({ name }) => name === "rate-limit");
  if (threshold === undefined || !threshold.met || facts.rateLimit === null) return [];
  const { count, firstAtMs, firstAfterRequests, ratePerSecond, headers, recoveredAfterMs } = facts.rateLimit;
  return finding(facts, {
    code: "load-rate-limit-seen",
    severity: "info",
    evidence: {
      count,
      firstAtMs,
      firstAfterRequests,
      ratePerSecond,
      recoveredAfterMs,
      headers: headers.map(({ name }) => name.toLowerCase()),
    },
  });
};
