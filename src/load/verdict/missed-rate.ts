import { finding, percentOf, type Rule } from "./rule.ts";

const SHARE = 0.01;

/** More than one in a hundred requests that were due was never sent. */
export const missedRate: Rule = (facts) => {
  const { schedule } = facts;
  if (schedule === null || facts.interrupted || facts.aborted) return [];
  const { due, sent, unsent, blocked } = schedule;
  if (unsent <= due * SHARE) return [];
  // Where requests waited for a connection that the server held, the server is the cause.
  const cause = (blocked?.count ?? 0) >= due * SHARE ? "server" : "generator";
  return finding(facts, {
    code: "load-rate-missed",
    severity: "warning",
    evidence: { due, sent, unsent, percent: percentOf(unsent, due), cause, concurrency: facts.settings.concurrency },
  });
};
