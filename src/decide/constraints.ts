import { isDefined } from "../kit/index.ts";
import type { Answers } from "./answers.ts";
import type { ProfileConstraints } from "./profile.ts";
import { coversTier, highestTiers } from "./tiers.ts";
import type { DataTier } from "./words.ts";

export const CONSTRAINTS = [
  "language",
  "team-size",
  "tenancy",
  "data-sensitivity",
  "pattern",
  "qps",
  "platform-team",
  "communication",
] as const;

export type ConstraintName = (typeof CONSTRAINTS)[number];

/** One hard constraint of a profile against one answer. A violated one eliminates. */
export interface Judgement {
  readonly constraint: ConstraintName;
  readonly holds: boolean;
  /** What the profile allows: `1–14`, `shared-multi-tenant`. */
  readonly allowed: string;
  readonly answered: string;
}

type Verdict = Omit<Judgement, "constraint">;
type Judge = (constraints: ProfileConstraints, answers: Answers) => Verdict | undefined;

const JUDGES: Readonly<Record<ConstraintName, Judge>> = {
  language: ({ language }, { languagePreference }) => oneOf(language, languagePreference),
  "team-size": ({ team_size_min: min, team_size_max: max }, { teamSize }) => within({ min, max }, teamSize),
  tenancy: ({ tenancy }, answers) => oneOf(tenancy, answers.tenancy),
  "data-sensitivity": ({ data_sensitivity_tier_max: highest }, { dataSensitivity }) =>
    judgeTiers(typeof highest === "string" ? [highest] : highest, dataSensitivity),
  pattern: ({ pattern }, answers) => oneOf(pattern, answers.pattern),
  qps: ({ qps_p99_min: min, qps_p99_max: max }, { qpsP99 }) =>
    min === undefined && max === undefined ? undefined : within({ min: min ?? 0, max }, qpsP99),
  "platform-team": ({ platform_team_exists: needed }, { platformTeam }) =>
    needed === true ? { holds: platformTeam, allowed: "yes", answered: platformTeam ? "yes" : "no" } : undefined,
  communication: ({ communication: allowed }, { communication }) =>
    allowed === undefined || communication === undefined ? undefined : oneOf(allowed, communication),
};

/** Every constraint that the profile declares and the answers touch, in a fixed order. */
export function judge(constraints: ProfileConstraints, answers: Answers): readonly Judgement[] {
  return CONSTRAINTS.map((constraint) => named(constraint, JUDGES[constraint](constraints, answers))).filter(isDefined);
}

const named = (constraint: ConstraintName, verdict: Verdict | undefined): Judgement | undefined =>
  verdict && { constraint, ...verdict };

const oneOf = (allowed: readonly string[], answered: string): Verdict => ({
  holds: allowed.includes(answered),
  allowed: allowed.join(", "),
  answered,
});

function within({ min, max }: { readonly min: number; readonly max: number | undefined }, value: number): Verdict {
  return {
    holds: value >= min && (max === undefined || value <= max),
    allowed: max === undefined ? `${min} or more` : `${min}–${max}`,
    answered: String(value),
  };
}

const judgeTiers = (highest: readonly DataTier[], answered: readonly DataTier[]): Verdict => ({
  holds: answered.every((tier) => coversTier(highest, tier)),
  allowed: `up to ${highest.join(" and ")}`,
  answered: highestTiers(answered).join(", "),
});
