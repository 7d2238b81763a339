import { compareText } from "../kit/index.ts";
import type { Answers } from "./answers.ts";
import { judge, type Judgement } from "./constraints.ts";
import { scoreProfile, type Score } from "./score.ts";
import type { ShelvedProfile } from "./shelf.ts";

/** A profile judged against the answers. One that a constraint eliminates has no score. */
export interface Ranked {
  readonly shelved: ShelvedProfile;
  readonly judgements: readonly Judgement[];
  readonly violated: readonly Judgement[];
  readonly score: Score | undefined;
}

/** Every profile, those that fit first and best first; names order only what the score leaves equal. */
export function rankProfiles(profiles: readonly ShelvedProfile[], answers: Answers): readonly Ranked[] {
  return profiles.map((shelved) => judgeProfile(shelved, answers)).toSorted(compareRanked);
}

function judgeProfile(shelved: ShelvedProfile, answers: Answers): Ranked {
  const judgements = judge(shelved.profile.constraints, answers);
  const violated = judgements.filter(({ holds }) => !holds);
  const score = violated.length === 0 ? scoreProfile(shelved.profile, answers) : undefined;
  return { shelved, judgements, violated, score };
}

function compareRanked(a: Ranked, b: Ranked): number {
  const byViolations = a.violated.length - b.violated.length;
  if (byViolations !== 0) return byViolations;
  const byScore = totalOf(b) - totalOf(a);
  return byScore === 0 ? compareText(nameOf(a), nameOf(b)) : byScore;
}

export const totalOf = (ranked: Ranked): number => ranked.score?.total ?? 0;
export const nameOf = (ranked: Ranked): string => ranked.shelved.profile.profile_name;

export type Choice =
  | { readonly kind: "winner"; readonly winner: Ranked }
  | { readonly kind: "tie"; readonly tied: readonly Ranked[] }
  | { readonly kind: "none" };

/**
 * The winner: the highest score. Of equal scores an organisation's own profile goes before a built-in one; what is
 * still equal is a tie, which nobody but the reader breaks.
 */
export function choose(ranked: readonly Ranked[]): Choice {
  const fitting = ranked.filter(({ score }) => score !== undefined);
  const best = fitting.filter((one) => totalOf(one) === Math.max(...fitting.map(totalOf)));
  const own = best.filter(({ shelved }) => shelved.origin === "custom");
  const leading = own.length > 0 ? own : best;
  const [winner] = leading;
  if (winner === undefined) return { kind: "none" };
  return leading.length === 1 ? { kind: "winner", winner } : { kind: "tie", tied: leading };
}
