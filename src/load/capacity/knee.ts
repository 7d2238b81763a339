import type { Interval } from "../statistics/index.ts";
import { bracketOf } from "./bracket.ts";
import type { Level } from "./level.ts";
import type { Objective } from "./objective.ts";

/** Where the objectives begin to be broken, in requests a second. */
export interface Knee {
  readonly ratePerSecond: number;
  readonly interval: Interval;
}

const POINTS = 200;
const BEYOND = 1.05;
const AROUND = 1.5;
const SLOPES = Array.from({ length: 40 }, (_, index) => 3 * 1.12 ** index);
// Half of the 95 % point of χ² with one degree of freedom, and a fifth more because design effects are estimates.
const DROP = (1.2 * 3.841) / 2;
// Above the knee a queue has no steady share: how much of a trial broke the objective depends on its length alone.
const OVERLOADED = 10;
const WORTH_OVERLOADED = 5;
const BLUR = 0.01;
// A queue takes its time to become what it is at a rate; a short trial begins with an empty one.
const SETTLING_MS = 5_000;

/**
 * Estimates the knee from all trials at once: near it, the logit of the share that breaks the objective is taken as linear
 * in the logarithm of the rate. The estimate is the middle of the knee's profile likelihood, the interval where that lies
 * within its 95 % drop, and at least the gap between the highest rate that passed and the lowest that failed.
 *
 * Source: profile likelihood: Pawitan, In All Likelihood, 2001, sections 2.6 and 3.4; quasi-likelihood with design effects:
 * McCullagh and Nelder, Generalized Linear Models, 2nd edition, section 4.5.
 *
 * @returns undefined while nothing passed or nothing failed
 */
export function kneeOf(levels: readonly Level[], objectives: readonly Objective[]): Knee | undefined {
  if (!levels.some(({ leaning }) => leaning === "passed")) return undefined;
  if (!levels.some(({ leaning }) => leaning === "failed")) return undefined;
  const grid = gridOver(levels);
  const points = levels.flatMap((level) => pointsOf(level, objectives));
  const profile = grid.map((knee) => profileAt(points, knee));
  const best = Math.max(...profile);
  const inside = grid.filter((_, index) => (profile[index] ?? 0) >= best - DROP);
  const weights = profile.map((value) => Math.exp(value - best));
  return { ratePerSecond: medianOf(grid, weights), interval: widened(inside, levels) };
}

/** Never narrower than the gap that was left between rates, nor than what a growing queue takes too long to show. */
function widened(inside: readonly number[], levels: readonly Level[]): Interval {
  const { passed, failed } = bracketOf(levels);
  const low = Math.min(inside[0] ?? 0, passed?.ratePerSecond ?? Number.POSITIVE_INFINITY);
  const high = Math.max(inside.at(-1) ?? 0, failed?.ratePerSecond ?? 0);
  return { low: low * (1 - BLUR), high: high * (1 + BLUR) };
}

interface Point {
  readonly rate: number;
  readonly requests: number;
  readonly broken: number;
  readonly offset: number;
}

/** The objective that this rate breaks the most is the one that decides. */
function pointsOf(level: Level, objectives: readonly Objective[]): readonly Point[] {
  const all = objectives.map(({ allowedShare }, index) => pointOf(level, index, allowedShare));
  const deciding = all.toSorted((a, b) => b.excess - a.excess)[0];
  return deciding === undefined ? [] : [deciding];
}

function pointOf(level: Level, index: number, allowedShare: number): Point & { readonly excess: number } {
  const { requests = 0, broken = 0, share = 0 } = level.evidence[index] ?? {};
  const isOverloaded = level.isGrowing || share > OVERLOADED * allowedShare;
  const most = isOverloaded ? WORTH_OVERLOADED : requests;
  const scale = requests === 0 ? 0 : Math.min(1, most / requests) * (1 - Math.exp(-level.totalMs / SETTLING_MS));
  return {
    rate: level.ratePerSecond,
    requests: requests * scale,
    broken: (level.isGrowing ? requests : broken) * scale,
    offset: Math.log(allowedShare / (1 - allowedShare)),
    excess: share / allowedShare,
  };
}

/** The log-likelihood of a knee, with the slope that suits it best. */
function profileAt(points: readonly Point[], knee: number): number {
  return Math.max(...SLOPES.map((slope) => points.reduce((sum, point) => sum + logLikelihood(point, knee, slope), 0)));
}

function logLikelihood({ rate, requests, broken, offset }: Point, knee: number, slope: number): number {
  const logit = offset + slope * Math.log(rate / knee);
  // log p = −log(1 + e^−logit) and log(1 − p) = −log(1 + e^logit), without overflow.
  return -broken * softplus(-logit) - (requests - broken) * softplus(logit);
}

const softplus = (value: number): number => (value > 30 ? value : Math.log1p(Math.exp(value)));

/** Rates around the gap, as far as anything was tried. */
function gridOver(levels: readonly Level[]): readonly number[] {
  const { passed, failed } = bracketOf(levels);
  const rates = levels.map(({ ratePerSecond }) => ratePerSecond);
  const low = Math.max(Math.min(...rates) / BEYOND, (passed?.ratePerSecond ?? 0) / AROUND);
  const high = Math.min(Math.max(...rates) * BEYOND, (failed?.ratePerSecond ?? Number.POSITIVE_INFINITY) * AROUND);
  return Array.from({ length: POINTS + 1 }, (_, index) => low * (high / low) ** (index / POINTS));
}

function medianOf(values: readonly number[], weights: readonly number[]): number {
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let seen = 0;
  const index = weights.findIndex((weight) => (seen += weight) >= half);
  return values[index] ?? 0;
}
