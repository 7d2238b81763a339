import { normalCdf } from "./normal.ts";
import { EXACT_PRODUCT, rankSumProbabilities } from "./rank-sum.ts";
import { midRanks, tieTerm } from "./ranks.ts";
import type { RankTest } from "./wilcoxon.ts";

/**
 * The test of Mann and Whitney (1947) whether two independent samples of independent values come from one distribution: exact
 * for samples without ties whose sizes' product is at most 1,600, else the normal approximation with tie and continuity
 * corrections.
 *
 * @returns how often a value of `right` is above one of `left` (ties count half), and its probability
 * @example
 * mannWhitney([1, 2, 3, 4], [5, 6, 7, 8]); // { statistic: 16, p: 0.0286, exact: true }
 */
export function mannWhitney(left: readonly number[], right: readonly number[]): RankTest {
  const ranks = midRanks([...left, ...right]);
  const sum = ranks.slice(left.length).reduce((total, rank) => total + rank, 0);
  const statistic = sum - (right.length * (right.length + 1)) / 2;
  const ties = tieTerm(ranks);
  const exact = ties === 0 && left.length * right.length <= EXACT_PRODUCT;
  const sizes = { left: left.length, right: right.length, ties };
  return { statistic, p: exact ? exactP(sizes, statistic) : approximateP(sizes, statistic), exact };
}

interface Sizes {
  readonly left: number;
  readonly right: number;
  readonly ties: number;
}

function exactP({ left, right }: Sizes, statistic: number): number {
  const nearer = Math.min(statistic, left * right - statistic);
  const tail = rankSumProbabilities(left, right)
    .slice(0, nearer + 1)
    .reduce((sum, p) => sum + p, 0);
  return Math.min(1, 2 * tail);
}

function approximateP({ left, right, ties }: Sizes, statistic: number): number {
  const all = left + right;
  const variance = ((left * right) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return 1;
  const distance = Math.max(0, Math.abs(statistic - (left * right) / 2) - 0.5);
  return 2 * normalCdf(-distance / Math.sqrt(variance));
}
