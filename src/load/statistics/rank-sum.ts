import { normalQuantile } from "./normal.ts";

/** Above this product of both sizes the normal approximation is used. */
export const EXACT_PRODUCT = 1_600;

/**
 * The exact distribution of the Mann-Whitney count without ties: probabilities of U = 0 to left × right. U = u comes about in as many
 * ways as u is a sum of at most `left` numbers from 1 to `right` (Andrews, The Theory of Partitions, chapter 3); only sums of
 * positive numbers, so nothing cancels.
 */
export function rankSumProbabilities(left: number, right: number): Float64Array {
  const size = left * right + 1;
  const ways = Array.from({ length: left + 1 }, () => new Float64Array(size));
  const [none] = ways;
  if (none !== undefined) none[0] = 1;
  for (let part = 1; part <= right; part += 1)
    for (let parts = 1; parts <= left; parts += 1) addPart(ways[parts], ways[parts - 1], part);
  const counts = new Float64Array(size).map((_, at) => ways.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function addPart(into: Float64Array | undefined, from: Float64Array | undefined, part: number): void {
  if (into === undefined || from === undefined) return;
  for (let at = part; at < into.length; at += 1) into[at] = (into[at] ?? 0) + (from[at - part] ?? 0);
}

/** How many of the ordered pairwise differences lie outside of an interval on each side; -1 when the samples are too small. */
export function outsideDifferences(left: number, right: number, level: number): number {
  if (left * right > EXACT_PRODUCT) {
    const deviation = Math.sqrt((left * right * (left + right + 1)) / 12);
    return Math.floor((left * right) / 2 - 0.5 + normalQuantile(level / 2) * deviation);
  }
  let sum = 0;
  let outside = -1;
  for (const probability of rankSumProbabilities(left, right)) {
    sum += probability;
    if (sum > level / 2) return outside;
    outside += 1;
  }
  return outside;
}
