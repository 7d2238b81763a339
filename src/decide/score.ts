import { isDefined } from "../kit/index.ts";
import type { Answers } from "./answers.ts";
import type { Profile } from "./profile.ts";

export const CRITERIA = ["pattern", "admin-panel", "team-growth", "availability", "rpo", "rto"] as const;
export type CriterionName = (typeof CRITERIA)[number];

/** How well a profile that no constraint eliminates meets one wish. */
export interface CriterionScore {
  readonly criterion: CriterionName;
  readonly weight: number;
  /** 0..1 */
  readonly fit: number;
}

export interface Score {
  /** Σ weight·fit / Σ weight over the criteria that the answers touch, 0..1, to three digits. */
  readonly total: number;
  readonly criteria: readonly CriterionScore[];
}

interface Rule {
  readonly weight: number;
  /** Undefined where the answers do not touch it: it is then left out on both sides. */
  readonly fit: (profile: Profile, answers: Answers) => number | undefined;
}

/** A team that may grow by half stays in the profile. */
const GROWTH = 1.5;

const RULES: Readonly<Record<CriterionName, Rule>> = {
  pattern: {
    weight: 3,
    fit: ({ constraints }, { pattern }) => (constraints.pattern[0] === pattern ? 1 : 0.5),
  },
  "admin-panel": {
    weight: 3,
    fit: ({ constraints }, { needsAdminPanel }) => fitOfPanel(constraints.admin_panel_needed === true, needsAdminPanel),
  },
  "team-growth": {
    weight: 2,
    fit: ({ constraints: { team_size_max: max } }, { teamSize }) =>
      max === undefined ? 1 : Math.min(1, (max / teamSize - 1) / (GROWTH - 1)),
  },
  availability: {
    weight: 2,
    fit: ({ success_thresholds: floor }, { slo }) =>
      slo === undefined ? undefined : Math.min(1, (100 - slo) / (100 - floor.uptime_target * 100)),
  },
  rpo: {
    weight: 1.5,
    fit: ({ success_thresholds: floor }, { rpoMinutes }) => fitOfTime(floor.rpo_minutes_max, rpoMinutes),
  },
  rto: {
    weight: 1.5,
    fit: ({ success_thresholds: floor }, { rtoMinutes }) => fitOfTime(floor.rto_minutes_max, rtoMinutes),
  },
};

/** A panel that is needed and missing is nothing; one that is there and not needed is weight to carry. */
function fitOfPanel(brought: boolean, needed: boolean): number {
  if (brought === needed) return 1;
  return needed ? 0 : 0.5;
}

/** 1 where the profile's floor is as tight as asked, else the share of the way. */
function fitOfTime(floor: number, asked: number | undefined): number | undefined {
  if (asked === undefined) return undefined;
  return floor <= asked ? 1 : asked / floor;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** The explicit score of a profile. It ranks profiles that fit; it never makes one fit. */
export function scoreProfile(profile: Profile, answers: Answers): Score {
  const criteria = CRITERIA.map((criterion) => {
    const fit = RULES[criterion].fit(profile, answers);
    return fit === undefined ? undefined : { criterion, weight: RULES[criterion].weight, fit: round(fit) };
  }).filter(isDefined);
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return { total: round(criteria.reduce((sum, { weight, fit }) => sum + weight * fit, 0) / weights), criteria };
}
