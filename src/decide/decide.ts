import type { Answers } from "./answers.ts";
import { findCautions } from "./cautions.ts";
import type { Candidate, Decision } from "./decision.ts";
import { findKills } from "./kills.ts";
import { openQuestions } from "./questions.ts";
import { choose, nameOf, rankProfiles, type Ranked } from "./rank.ts";
import { recommendationOf } from "./recommendation.ts";
import { runnerUpOf } from "./runner-up.ts";
import type { Shelf } from "./shelf.ts";
import { emptyDecision } from "./summary.ts";
import { setTargets, thresholdsOf } from "./targets.ts";
import { workloadOf } from "./workload.ts";

export interface DecideFacts {
  readonly shelf: Shelf;
  /** Keys of answers that were defaulted. */
  readonly assumed?: readonly string[];
  /** ISO date; without it the age of a stack is not looked at. */
  readonly today?: string;
}

/**
 * Decides: kill criteria, hard elimination, score. No winner is an outcome, never an error, and nothing is approved.
 *
 * @example
 * decide(SAMPLE_ANSWERS, { shelf }).recommendation?.profile; // "node-express"
 */
export function decide(answers: Answers, facts: DecideFacts): Decision {
  const base = { ...emptyDecision(facts.shelf), answers, assumed: facts.assumed ?? [] };
  const killCriteria = findKills(answers);
  if (killCriteria.length > 0) return { outcome: "kill-criterion", ...base, killCriteria };
  const ranked = rankProfiles(facts.shelf.profiles, answers);
  const judged = { ...base, candidates: ranked.map(candidateOf) };
  const choice = choose(ranked);
  if (choice.kind === "winner") return { ...judged, ...recommended(choice.winner, { answers, facts, ranked }) };
  if (choice.kind === "tie") return { outcome: "tie", ...judged, tied: choice.tied.map(nameOf) };
  return { outcome: isSpoken(ranked) ? "no-profile-fits" : "language-not-spoken", ...judged };
}

interface Context {
  readonly answers: Answers;
  readonly facts: DecideFacts;
  readonly ranked: readonly Ranked[];
}

function recommended(winner: Ranked, { answers, facts, ranked }: Context) {
  const { profile } = winner.shelved;
  const targets = setTargets(profile, answers);
  const thresholds = thresholdsOf(profile, targets);
  const open = openQuestions(answers).map(({ number, flag, ask }) => ({ number, flag, ask }));
  return {
    outcome: "recommended" as const,
    complete: open.length === 0,
    recommendation: recommendationOf(winner, answers),
    runnerUp: runnerUpOf(winner, ranked),
    thresholds,
    targets,
    workload: workloadOf(answers, targets, thresholds),
    findings: findCautions({ profile, answers, targets, today: facts.today }),
    openQuestions: open,
  };
}

const candidateOf = ({ shelved, violated, score }: Ranked): Candidate => ({
  profile: shelved.profile.profile_name,
  origin: shelved.origin,
  fits: violated.length === 0,
  score: score?.total ?? null,
  violated,
});

/** Some profile speaks the language, whatever else eliminates it. */
const isSpoken = (ranked: readonly Ranked[]): boolean =>
  ranked.some(({ violated }) => violated.every(({ constraint }) => constraint !== "language"));
