import { normalCdf } from "./normal.ts";
import { midRanks, tieTerm } from "./ranks.ts";
import { EXACT_PAIRS, signedRankProbabilities } from "./signed-rank.ts";

export interface RankTest {
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
  readonly exact: boolean;
}

/**
 * Wilcoxon's signed-rank test of differences of pairs that are symmetric about 0 when nothing differs (Wilcoxon, 1945): exact up to
 * 100 differences, ties included; the normal approximation with its tie and continuity corrections beyond. Differences of 0 are
 * left out, as Wilcoxon did.
 *
 * @returns the sum of the ranks of the positive differences, and its probability
 * @example
 * wilcoxonSignedRank([0.1, 0.3, 0.2, 0.4, 0.25]).p; // 0.0625
 */
export function wilcoxonSignedRank(differences: readonly number[]): RankTest {
  const moved = differences.filter((difference) => difference !== 0);
  const ranks = midRanks(moved.map(Math.abs));
  const statistic = ranks.reduce((sum, rank, index) => sum + ((moved[index] ?? 0) > 0 ? rank : 0), 0);
  const exact = moved.length <= EXACT_PAIRS;
  return { statistic, p: exact ? exactP(ranks, statistic) : approximateP(ranks, statistic), exact };
}

function exactP(ranks: readonly number[], statistic: number): number {
  const probabilities = signedRankProbabilities(ranks);
  const at = Math.round(2 * statistic);
  const sum = (from: number, to: number): number => probabilities.slice(from, to).reduce((total, p) => total + p, 0);
  return Math.min(1, 2 * Math.min(sum(0, at + 1), sum(at, probabilities.length)));
}

function approximateP(ranks: readonly number[], statistic: number): number {
  const size = ranks.length;
  const variance = (size * (size + 1) * (2 * size + 1)) / 24 - tieTerm(ranks) / 48;
  const distance = Math.max(0, Math.abs(statistic - (size * (size + 1)) / 4) - 0.5);
  return 2 * normalCdf(-distance / Math.sqrt(variance));
}
