import { betaCdf, betaQuantile } from "./beta.ts";
import type { Interval } from "./interval.ts";

/** The probability of at most `successes` successes in `trials` trials (DLMF 8.17.5). */
export function binomialCdf(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return betaCdf(1 - probability, trials - successes, successes + 1);
}

/**
 * The exact interval of a probability of which `successes` in `trials` were seen (Clopper and Pearson, 1934). Both numbers
 * may be fractions: an effective sample size is seldom whole.
 *
 * @param confidence of both sides together, 0 to 1
 * @example
 * clopperPearson(2, 20, 0.95); // { low: 0.0123, high: 0.3170 }
 */
export function clopperPearson(successes: number, trials: number, confidence: number): Interval {
  const outside = (1 - confidence) / 2;
  return {
    low: successes <= 0 ? 0 : betaQuantile(outside, successes, trials - successes + 1),
    high: successes >= trials ? 1 : betaQuantile(1 - outside, successes + 1, trials - successes),
  };
}

/** Ranks of a sample, from 1; null where the sample is too small for that side. */
export interface Ranks {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The order statistics between which the quantile `share` of the population lies with the given confidence, whatever its
 * distribution (David and Nagaraja, Order Statistics, 3rd edition, section 7.1).
 *
 * @example
 * orderStatisticRanks(0.5, 20, 0.95); // { low: 6, high: 15 }
 */
export function orderStatisticRanks(share: number, size: number, confidence: number): Ranks {
  const outside = (1 - confidence) / 2;
  // The value of rank r is above the quantile when fewer than r values are below it.
  const low = lastWhere(size, (rank) => binomialCdf(rank - 1, size, share) <= outside);
  const high = size + 1 - lastWhere(size, (rank) => binomialCdf(rank - 1, size, 1 - share) <= outside);
  return { low: low === 0 ? null : low, high: high === size + 1 ? null : high };
}

/** The last rank of which a condition holds that holds of all ranks below it; 0 when it holds of none. */
function lastWhere(size: number, holds: (rank: number) => boolean): number {
  let known = 0;
  let beyond = size + 1;
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (holds(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}
