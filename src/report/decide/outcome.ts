import type { Decision } from "../../decide/index.ts";

/** The answer in one line. */
export function headline({ outcome, recommendation, answers, tied }: Decision): string {
  const language = answers?.languagePreference ?? "";
  if (recommendation !== null) return `Recommendation: ${recommendation.profile}`;
  if (outcome === "kill-criterion") return "No recommendation: a kill criterion is met";
  if (outcome === "language-not-spoken") return `No recommendation: no profile speaks ${language}`;
  if (outcome === "tie") return `No recommendation: ${tied.join(" and ")} fit equally well`;
  return outcome === "listed" ? "Profiles" : `No recommendation: no profile that speaks ${language} fits these answers`;
}

/** What to do about an answer that is no recommendation. */
export function wayOut({ outcome, tied }: Decision): string {
  if (outcome === "kill-criterion")
    return "Change the answer that is not yet fixed, or the plan behind it, and decide again.";
  if (outcome === "tie")
    return `Say what tells ${tied.join(" and ")} apart: narrow the constraints of one in its file.`;
  return "Change an answer that is a wish, or describe your own case: backwright decide profile new <name>";
}
