import { normalCdf, spendingBoundaries } from "../statistics/index.ts";

/** What of the two endpoints is compared. */
export const MEASURES = ["p50", "p90", "p99", "throughput", "failures"] as const;

export type Measure = (typeof MEASURES)[number];

/** What a comparison is designed for. */
export interface CompareDesign {
  /** Probability of any false claim in the whole comparison, 0 to 1. */
  readonly level: number;
  /** A difference that does not matter, as a ratio: 0.05. */
  readonly tolerance: number;
}

/** 2 %, of which looking four times and five measures together spend no more. */
export const LEVEL = 0.02;

/**
 * Smaller differences are not claimed even where they are certain: two copies of one server differ by as much. Of 25 pairs of processes
 * that ran the same Node server, the medians of 4 differed by 1.2 to 1.3 % for certain (p below 1e-5), of none by more: where the
 * kernel puts their memory and what their compilers have found out is not the same.
 */
export const NEGLIGIBLE = 0.02;

/** Of a difference of shares of failed requests. */
export const NEGLIGIBLE_FAILURES = 0.01;

/** When a comparison is looked at before its end, as shares of the time. */
export const LOOKS: readonly number[] = [0.25, 0.5, 0.75];

/**
 * The level of one test at the last of these looks, when its hypothesis has the given part of the whole level.
 *
 * @param looks shares of the planned information, ascending
 */
export function nominalLevel(level: number, looks: readonly number[]): number {
  const apart = looks.filter((look, index) => (looks[index + 1] ?? Number.POSITIVE_INFINITY) - look >= CLOSEST);
  const bound = spendingBoundaries(level, apart).at(-1) ?? Number.POSITIVE_INFINITY;
  return 2 * normalCdf(-bound);
}

// Looks that nearly share their blocks count as one: the integration has no points between them.
const CLOSEST = 0.02;
