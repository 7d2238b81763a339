import type { Objective, SearchSettings } from "../../load/capacity/index.ts";

const TOLERANCE = 0.03;
const TRIALS_OF_A_BUDGET = 45;
const SHORTEST_TRIAL_MS = 400;
const LONGEST_TRIAL_MS = 5_000;
// A trial has to be long against what it looks for.
const LIMITS_OF_A_TRIAL = 10;
const LARGEST_SHARE_OF_TRIAL = 15;
const SHARE_OF_CONFIRMATION = 3;
const LOWEST_SHARE = 200;
const BELOW_CEILING = 0.7;

export interface KnownBefore {
  readonly objectives: readonly Objective[];
  readonly limitMs: number;
  readonly budgetMs: number;
  readonly confirmationMs: number;
  readonly highestPerSecond: number;
  /** Requests a second of one user. */
  readonly alonePerSecond: number;
  /** The most that any number of users got, where it was tried. */
  readonly ceilingPerSecond: number | undefined;
}

/**
 * Where a search begins and how long its trials last. It starts below what closed load showed to be the most, because a
 * trial above it teaches little and leaves a queue behind.
 */
export function searchSettings(known: KnownBefore): SearchSettings {
  const { budgetMs, highestPerSecond, ceilingPerSecond, limitMs } = known;
  const wanted = Math.max(SHORTEST_TRIAL_MS, budgetMs / TRIALS_OF_A_BUDGET, LIMITS_OF_A_TRIAL * limitMs);
  const trialMs = Math.min(LONGEST_TRIAL_MS, wanted, budgetMs / LARGEST_SHARE_OF_TRIAL);
  const likely = ceilingPerSecond === undefined ? known.alonePerSecond : ceilingPerSecond * BELOW_CEILING;
  const startPerSecond = Number(Math.min(highestPerSecond, Math.max(likely, 0.5)).toPrecision(4));
  return {
    objectives: known.objectives,
    startPerSecond,
    ...(ceilingPerSecond === undefined ? {} : { ceilingPerSecond }),
    lowestPerSecond: startPerSecond / LOWEST_SHARE,
    highestPerSecond,
    tolerance: TOLERANCE,
    trialMs: Math.round(trialMs),
    confirmationMs: Math.round(Math.min(known.confirmationMs, budgetMs / SHARE_OF_CONFIRMATION)),
    budgetMs,
  };
}
