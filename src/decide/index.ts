// Decisions: answers checked, profiles as data, kill criteria, hard elimination, explicit score, targets.
// Belongs here: what follows from answers and profiles. Does not: files, prompts, sentences, layout.
export { answersSchema, SAMPLE_ANSWERS, type Answers, type GivenAnswers } from "./answers.ts";
export { checkAnswers, type Checked } from "./check.ts";
export { decide, type DecideFacts } from "./decide.ts";
export {
  decisionSchema,
  thresholdsSchema,
  type Candidate,
  type Decision,
  type DecisionFinding,
  type Recommendation,
  type RunnerUp,
  type Target,
  type Targets,
  type Thresholds,
  type Workload,
} from "./decision.ts";
export type { Impossible } from "./impossible.ts";
export { KILL_CODES, type Kill, type KillCode } from "./kills.ts";
export { CONSTRAINTS, type ConstraintName } from "./constraints.ts";
export { CRITERIA, type CriterionName } from "./score.ts";
export { profileJsonSchema } from "./profile-json-schema.ts";
export { profileName, type Profile } from "./profile.ts";
export { QUESTIONS, type Question } from "./questions.ts";
export { readProfile, type ReadProfile } from "./read-profile.ts";
export { CLOSE_MARGIN } from "./runner-up.ts";
export { shelve, type Shelf, type ShelvedProfile } from "./shelf.ts";
export { listProfiles } from "./summary.ts";
export { COMMUNICATIONS, DATA_TIERS, LANGUAGES, PATTERNS, TENANCIES } from "./words.ts";
