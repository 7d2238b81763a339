import { answersOf, finding, isLimiterWanted, percentOf, type Rule } from "./rule.ts";

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/** Most answers turned the request away: what was measured is the refusal, not the work. */
export const refused: Rule = (facts) => {
  if (facts.settings.expectStatus !== null || isLimiterWanted(facts)) return [];
  const answers = answersOf(facts);
  const refusals = facts.statuses.filter(({ status }) => REFUSALS.has(status));
  const count = answersOf({ statuses: refusals });
  const [most] = refusals.toSorted((a, b) => b.count - a.count);
  if (most === undefined || count * 2 <= answers) return [];
  return finding(facts, {
    code: "load-refused",
    severity: "warning",
    evidence: {
      status: most.status,
      count,
      answers,
      percent: percentOf(count, answers),
      authorized: facts.settings.headers.some(({ name }) => /^(authorization|cookie)$/i.test(name)),
    },
  });
};
