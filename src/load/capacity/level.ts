import { clopperPearson } from "../statistics/index.ts";
import { isGrowing } from "./backlog.ts";
import { evidenceOf, type Evidence } from "./evidence.ts";
import type { Objective } from "./objective.ts";
import type { TrialFigures } from "./figures.ts";
import type { Observation } from "./observation.ts";

/** One trial at a steady rate of arrivals, done. */
export interface Trial {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly purpose: Purpose;
  readonly observation: Observation;
  /** The generator could not keep the rate, or was starved: the trial says nothing about the server. */
  readonly isStarved: boolean;
  readonly figures?: TrialFigures;
}

export type Purpose = "exponential" | "bisection" | "extension" | "repetition" | "verification" | "confirmation";

/** `unclear`: more requests are needed; `leaning` says on which side the share is so far. */
type LevelVerdict = "passed" | "failed" | "unclear";

/** All trials of one rate together. */
export interface Level {
  readonly ratePerSecond: number;
  readonly trials: readonly Trial[];
  readonly verdict: LevelVerdict;
  readonly leaning: "passed" | "failed";
  /** Half of its trials broke an objective, and half did not: a burst, or the knee. */
  readonly isTied: boolean;
  readonly isGrowing: boolean;
  /** By objective. */
  readonly evidence: readonly Evidence[];
  readonly totalMs: number;
}

// Each side is wrong once in twenty: of a search's few verdicts near the knee, the confirmation checks the last one.
export const CONFIDENCE = 0.9;
// A stall delays what waits together: until a design effect is measured, that many count as one.
const UNKNOWN_DESIGN_EFFECT = 10;
const MEASURABLE = 10;
const NEAR = 5;

/** The rates that were tried, ascending, each with what its trials say together; trials of a starved generator are left out. */
export function levelsOf(trials: readonly Trial[], objectives: readonly Objective[]): readonly Level[] {
  const usable = trials.filter(({ isStarved }) => !isStarved);
  const rates = [...new Set(usable.map(({ ratePerSecond }) => ratePerSecond))].toSorted((a, b) => a - b);
  const groups = rates.map((rate) => usable.filter((trial) => trial.ratePerSecond === rate));
  const typical = objectives.map(({ allowedShare }, index) => typicalDesignEffect(groups, index, allowedShare));
  return groups.map((group) => levelOf(group, objectives, typical));
}

function levelOf(trials: readonly Trial[], objectives: readonly Objective[], typical: readonly number[]): Level {
  const observations = trials.map(({ observation }) => observation);
  const evidence = objectives.map((_, index) => evidenceOf(observations, index, typical[index]));
  const growing = observations.filter(isGrowing).length * 2 > observations.length;
  const verdicts = objectives.map(({ allowedShare }, index) => verdictOf(evidence[index], allowedShare));
  const over = observations.filter((observation) => isOver(observation, objectives)).length;
  return {
    ratePerSecond: trials[0]?.ratePerSecond ?? 0,
    trials,
    verdict: growing ? "failed" : worst(verdicts),
    leaning: growing || worst(verdicts) === "failed" || over * 2 > trials.length ? "failed" : "passed",
    isTied: !growing && over * 2 === trials.length,
    isGrowing: growing,
    evidence,
    totalMs: trials.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** One trial alone: a burst may break an objective in it, but seldom in most trials of a rate. */
const isOver = (observation: Observation, objectives: readonly Objective[]): boolean =>
  objectives.some(({ allowedShare }, index) => evidenceOf([observation], index).share > allowedShare);

/** Bursts are few, so that a rate's own measure of them is rough: what the rates near the knee say together is the least. */
function typicalDesignEffect(groups: readonly (readonly Trial[])[], index: number, allowedShare: number): number {
  const all = groups.map((trials) =>
    evidenceOf(
      trials.map(({ observation }) => observation),
      index,
    ),
  );
  const near = all.filter(({ share }) => share > allowedShare / NEAR && share < allowedShare * NEAR);
  const weight = near.reduce((sum, { broken, designEffect }) => sum + broken * designEffect, 0);
  if (weight < MEASURABLE) return UNKNOWN_DESIGN_EFFECT;
  return near.reduce((sum, { broken, designEffect }) => sum + broken * designEffect ** 2, 0) / weight;
}

/** Clopper and Pearson's bounds of the probability that a request breaks the objective, against what is allowed. */
function verdictOf(evidence: Evidence | undefined, allowedShare: number): LevelVerdict {
  if (evidence === undefined || evidence.requests === 0) return "unclear";
  const { low, high } = clopperPearson(evidence.broken, evidence.requests, CONFIDENCE);
  if (low > allowedShare) return "failed";
  return high <= allowedShare ? "passed" : "unclear";
}

function worst(verdicts: readonly LevelVerdict[]): LevelVerdict {
  if (verdicts.includes("failed")) return "failed";
  return verdicts.includes("unclear") ? "unclear" : "passed";
}
