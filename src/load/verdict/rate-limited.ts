import { answersOf, finding, isLimiterWanted, percentOf, type Rule } from "./rule.ts";

/** A limiter that nobody looked for said no to some of the requests: the rest is what it lets through. */
export const rateLimited: Rule = (facts) => {
  const count = facts.statuses.find(({ status }) => status === 429)?.count ?? 0;
  const answers = answersOf(facts);
  const isExpected = facts.settings.expectStatus === 429 || isLimiterWanted(facts);
  if (count === 0 || isExpected || count * 2 > answers) return [];
  const { firstAtMs = null, firstAfterRequests = null, ratePerSecond = null } = facts.rateLimit ?? {};
  return finding(facts, {
    code: "load-rate-limited",
    severity: "warning",
    evidence: { count, percent: percentOf(count, answers), firstAtMs, firstAfterRequests, ratePerSecond },
  });
};
