import type { Interval } from "./interval.ts";
import { outsideDifferences } from "./rank-sum.ts";
import { outsideWalsh } from "./signed-rank.ts";

export interface LocationEstimate extends Interval {
  readonly estimate: number;
}

/**
 * The centre of differences of pairs: the median of all means of two of them (Hodges and Lehmann, 1963), with the interval that
 * Wilcoxon's signed-rank test does not reject (Tukey, 1949). Without enough pairs for the level its bounds are infinite.
 *
 * @param level probability that the interval misses, of both sides together
 * @example
 * hodgesLehmann([1, 2, 3, 4, 5, 6], 0.05); // { estimate: 3.5, low: 1, high: 6 }
 */
export function hodgesLehmann(differences: readonly number[], level: number): LocationEstimate {
  const averages = new Float64Array((differences.length * (differences.length + 1)) / 2);
  let at = 0;
  for (const [index, left] of differences.entries())
    for (let other = index; other < differences.length; other += 1) {
      averages[at] = (left + (differences[other] ?? 0)) / 2;
      at += 1;
    }
  return located(averages, outsideWalsh(differences.length, level));
}

/**
 * By how much `right` lies above `left`: the median of all differences of one value of each (Hodges and Lehmann, 1963), with the
 * interval that the Mann-Whitney test does not reject (Moses, 1965). The values of each sample have to be independent.
 */
export function hodgesLehmannShift(left: readonly number[], right: readonly number[], level: number): LocationEstimate {
  const differences = Float64Array.from(left.flatMap((low) => right.map((high) => high - low)));
  return located(differences, outsideDifferences(left.length, right.length, level));
}

function located(values: Float64Array, outside: number): LocationEstimate {
  if (values.length === 0)
    return { estimate: Number.NaN, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  values.sort();
  const half = values.length / 2;
  const estimate = ((values[Math.ceil(half) - 1] ?? 0) + (values[Math.floor(half)] ?? 0)) / 2;
  if (outside < 0) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { estimate, low: values[outside] ?? 0, high: values[values.length - 1 - outside] ?? 0 };
}
