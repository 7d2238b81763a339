import { isDeepStrictEqual } from "node:util";
import { decide, type Answers, type Decision, type Shelf } from "../../src/decide/index.ts";
import { mayWin, mustStop } from "./oracle.ts";

/** Laws of a decision that these answers break; none is the only right answer. */
export function breaches(answers: Answers, shelf: Shelf, shuffled: Shelf): readonly string[] {
  const decision = decide(answers, { shelf });
  const winner = shelf.profiles.find(
    ({ profile }) => profile.profile_name === decision.recommendation?.profile,
  )?.profile;
  const candidates = shelf.profiles.filter(({ profile }) => mayWin(profile, answers));
  const laws: readonly (readonly [string, boolean])[] = [
    ["the same answers, the same decision", isDeepStrictEqual(decide(answers, { shelf }), decision)],
    ["the order of files does not matter", isDeepStrictEqual(decide(answers, { shelf: shuffled }), decision)],
    ["a kill criterion ends without a recommendation", !mustStop(answers) || decision.outcome === "kill-criterion"],
    ["only a kill criterion kills", mustStop(answers) || decision.outcome !== "kill-criterion"],
    [
      "the winner speaks the language",
      winner === undefined || winner.constraints.language.includes(answers.languagePreference),
    ],
    ["the winner keeps every constraint", winner === undefined || mayWin(winner, answers)],
    [
      "who may win is not overlooked",
      mustStop(answers) || candidates.length > 0 === (winner !== undefined || decision.outcome === "tie"),
    ],
    [
      "a recommendation has targets",
      (winner !== undefined) === (decision.thresholds !== null && decision.targets !== null),
    ],
    ["no winner has a reason", winner !== undefined || hasReason(decision)],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => `${law}: ${JSON.stringify(answers)}`);
}

const hasReason = ({ killCriteria, candidates, tied }: Decision): boolean =>
  killCriteria.length > 0 ||
  tied.length > 1 ||
  (candidates.length > 0 && candidates.every(({ violated }) => violated.length > 0));
