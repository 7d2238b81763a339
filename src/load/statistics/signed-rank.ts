import { normalQuantile } from "./normal.ts";

/** Above so many pairs the normal approximation is used: its error there is below 1e-4. */
export const EXACT_PAIRS = 100;

/**
 * The exact distribution of the sum of the ranks that get a plus when every sign is a fair coin: probabilities by twice the
 * sum, so that midranks are whole numbers. Given the ties it is still exact (Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, 3rd edition, section 3.1).
 */
export function signedRankProbabilities(ranks: readonly number[]): Float64Array {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const probabilities = new Float64Array(doubled.reduce((sum, rank) => sum + rank, 0) + 1);
  probabilities[0] = 1;
  let reach = 0;
  for (const rank of doubled) {
    reach += rank;
    for (let sum = reach; sum >= 0; sum -= 1)
      probabilities[sum] = ((probabilities[sum] ?? 0) + (sum >= rank ? (probabilities[sum - rank] ?? 0) : 0)) / 2;
  }
  return probabilities;
}

/**
 * How many of the ordered Walsh averages of `pairs` differences lie outside of an interval on each side; -1 when there are too few
 * pairs for an interval at this level.
 */
export function outsideWalsh(pairs: number, level: number): number {
  if (pairs > EXACT_PAIRS) return approximateOutside(pairs, level);
  const probabilities = signedRankProbabilities(Array.from({ length: pairs }, (_, index) => index + 1));
  let sum = 0;
  let outside = -1;
  for (let value = 0; 2 * value < probabilities.length; value += 1) {
    sum += probabilities[2 * value] ?? 0;
    if (sum > level / 2) return outside;
    outside = value;
  }
  return outside;
}

function approximateOutside(pairs: number, level: number): number {
  const deviation = Math.sqrt((pairs * (pairs + 1) * (2 * pairs + 1)) / 24);
  return Math.floor((pairs * (pairs + 1)) / 4 - 0.5 + normalQuantile(level / 2) * deviation);
}
