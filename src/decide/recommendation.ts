import type { Answers } from "./answers.ts";
import type { Recommendation } from "./decision.ts";
import type { Profile } from "./profile.ts";
import { totalOf, type Ranked } from "./rank.ts";

/** The winner as a reader needs it: reasons, stack in the language asked for, anti-patterns, who must approve. */
export function recommendationOf(winner: Ranked, { languagePreference: language }: Answers): Recommendation {
  const { profile, origin, file } = winner.shelved;
  return {
    profile: profile.profile_name,
    description: profile.description,
    version: profile.version,
    origin,
    file,
    language,
    score: totalOf(winner),
    criteria: winner.score?.criteria ?? [],
    reasons: winner.judgements,
    stack: stackOf(profile, language),
    antiPatterns: antiPatternsOf(profile),
    approvers: Object.entries(profile.named_approver_chain).map(([decision, approvers]) => ({ decision, approvers })),
    references: profile.canon_references,
    quality: qualityOf(profile),
    scaffold: scaffoldOf(profile, language),
  };
}

function stackOf({ stack }: Profile, language: Answers["languagePreference"]): Recommendation["stack"] {
  const parts = { ...stack.by_language[language], ...stack.shared };
  return { asOf: stack.as_of, parts: Object.entries(parts).map(([part, choice]) => ({ part, choice })) };
}

const antiPatternsOf = ({ anti_recommendations: all }: Profile): Recommendation["antiPatterns"] =>
  Object.entries(all).map(([name, { level, reason }]) => ({ name, level, reason }));

const qualityOf = ({ success_thresholds: figures }: Profile): Recommendation["quality"] => ({
  testCoverageMin: figures.test_coverage_min,
  securitySeverityMax: figures.security_scan_severity_max,
  throughputRpsMin: figures.throughput_rps_min ?? null,
});

/** Scaffolding writes TypeScript only. */
const scaffoldOf = ({ stack }: Profile, language: string): Recommendation["scaffold"] => ({
  covered: language === "typescript",
  framework: language === "typescript" ? (stack.scaffold_framework ?? "express") : null,
});
