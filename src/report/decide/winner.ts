import { formatPercent } from "../../kit/index.ts";
import type { Recommendation } from "../../decide/index.ts";
import type { Section } from "./section.ts";

/** Why this profile: the constraints that it keeps, and the score in its parts. */
export function reasonSections({ reasons, criteria, score }: Recommendation): readonly Section[] {
  return [
    {
      title: "Reasons",
      rows: reasons.map(({ constraint, answered, allowed }) => [constraint, answered, `within ${allowed}`]),
    },
    {
      title: `Score ${formatPercent(score)}`,
      rows: criteria.map(({ criterion, fit, weight }) => [criterion, formatPercent(fit), `weight ${weight}`]),
    },
  ];
}

/** What the profile brings, what to keep away from, and who must agree. */
export function contentSections({ stack, quality, antiPatterns, approvers }: Recommendation): readonly Section[] {
  return [
    { title: `Stack (versions of ${stack.asOf})`, rows: stack.parts.map(({ part, choice }) => [part, choice]) },
    { title: "Quality gates", rows: qualityRows(quality) },
    {
      title: "Anti-patterns",
      lines: antiPatterns.map(({ name, level, reason }) => `${level}: ${name}. ${reason}`),
    },
    {
      title: "Approvers (nothing is approved by this report)",
      rows: approvers.map(({ decision, approvers: names }) => [decision, names.join(", then ")]),
    },
  ];
}

function qualityRows(quality: Recommendation["quality"]): readonly (readonly string[])[] {
  const { testCoverageMin, securitySeverityMax, throughputRpsMin } = quality;
  return [
    ["test coverage", `${formatPercent(testCoverageMin)} or more`],
    ["security findings", `none above ${securitySeverityMax}`],
    ...(throughputRpsMin === null ? [] : [["throughput", `${throughputRpsMin} requests per second or more`]]),
  ];
}

export const referenceSection = ({ references }: Recommendation): Section => ({
  title: "References",
  lines: references.map(({ title, url }) => (url === undefined ? title : `${title}, ${url}`)),
});

/** The next commands, and what there is for a language that scaffolding does not write. */
export function nextLines({ scaffold, language, profile }: Recommendation): readonly string[] {
  const thresholds = "backwright decide … --json: a load run is held to its thresholds, whatever the language";
  const document = "backwright decide … --format markdown --save decision.md: this page as a document to approve";
  if (scaffold.covered)
    return [`backwright scaffold openapi.yaml --framework ${scaffold.framework}`, thresholds, document];
  return [`Scaffolding covers TypeScript; for ${profile} in ${language} there are:`, thresholds, document];
}
