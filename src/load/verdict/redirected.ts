import { answersOf, finding, percentOf, type Rule } from "./rule.ts";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Most answers sent the client elsewhere: redirects are not followed, so the page itself was not measured. */
export const redirected: Rule = (facts) => {
  if (facts.settings.expectStatus !== null) return [];
  const answers = answersOf(facts);
  const redirects = facts.statuses.filter(({ status }) => REDIRECTS.has(status));
  const count = answersOf({ statuses: redirects });
  if (count * 2 <= answers) return [];
  return finding(facts, {
    code: "load-redirected",
    severity: "warning",
    evidence: { status: redirects[0]?.status ?? null, count, answers, percent: percentOf(count, answers) },
  });
};
