import { sortedBy } from "../kit/index.ts";
import type { Decision, ProfileSummary } from "./decision.ts";
import type { Shelf, ShelvedProfile } from "./shelf.ts";

/** Every profile of the shelf in a line of facts. */
export function summarize({ profiles, replaced }: Shelf): readonly ProfileSummary[] {
  return sortedBy(
    profiles.map((shelved) => summaryOf(shelved, replaced)),
    (summary) => summary.profile,
  );
}

function summaryOf({ profile, origin, file }: ShelvedProfile, replaced: readonly string[]): ProfileSummary {
  const { language, team_size_min: min, team_size_max: max, pattern } = profile.constraints;
  return {
    profile: profile.profile_name,
    origin,
    file,
    replacesBuiltIn: replaced.includes(profile.profile_name),
    description: profile.description,
    languages: language,
    teamSize: max === undefined ? `${min} or more` : `${min}–${max}`,
    patterns: pattern,
  };
}

/** What every outcome has in common: nothing but the profiles that were looked at. */
export function emptyDecision(shelf: Shelf): Omit<Decision, "outcome"> {
  return {
    complete: false,
    answers: null,
    assumed: [],
    killCriteria: [],
    recommendation: null,
    runnerUp: null,
    tied: [],
    thresholds: null,
    targets: null,
    workload: null,
    findings: [],
    openQuestions: [],
    candidates: [],
    profiles: summarize(shelf),
  };
}

/** The answer to `--list-profiles`. */
export function listProfiles(shelf: Shelf): Decision {
  return { outcome: "listed", ...emptyDecision(shelf) };
}
