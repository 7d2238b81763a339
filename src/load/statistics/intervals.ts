import { countOf, quantilesOf, type Histogram } from "../histogram.ts";
import type { SlotsMeasured } from "../measured.ts";
import { orderStatisticRanks } from "./binomial.ts";
import { varianceInflation } from "./effective-size.ts";

export interface QuantileQuestion {
  /** How the latencies came over time: it tells how much they depend on each other. */
  readonly slots: SlotsMeasured;
  /** The latencies whose quantiles are asked for. */
  readonly histogram: Histogram;
  /** 0 to 1, ascending. */
  readonly shares: readonly number[];
  /** Of both sides together; 0.95 when missing. */
  readonly confidence?: number;
}

export interface QuantileInterval {
  readonly share: number;
  /** In microseconds; null where the run was too short or had too few requests to say. */
  readonly lowMicros: number | null;
  readonly highMicros: number | null;
  /** As many independent requests would have said as much. */
  readonly effectiveCount: number;
}

/**
 * Where the quantiles of a run lie with the given confidence: order statistics by the binomial distribution, on the effective
 * number of requests, which batch means of the slots tell; never on their raw number, for latencies of one run come in bursts.
 *
 * @example
 * intervalsOf({ slots, histogram, shares: [0.5, 0.99] })[1]?.highMicros;
 */
export function intervalsOf({
  slots,
  histogram,
  shares,
  confidence = 0.95,
}: QuantileQuestion): readonly QuantileInterval[] {
  const series = slots.slots.map(({ latency }) => latency);
  const count = countOf(histogram);
  const inflationAt = varianceInflation(series, confidence);
  return shares.map((share) => {
    const inflation = inflationAt(share);
    if (inflation === undefined || count === 0) return { share, lowMicros: null, highMicros: null, effectiveCount: 0 };
    const effectiveCount = Math.max(1, Math.floor(count / Math.max(1, inflation)));
    const ranks = orderStatisticRanks(share, effectiveCount, confidence);
    const valueOf = (rank: number | null): number | null =>
      rank === null ? null : (quantilesOf(histogram, [rank / effectiveCount])[0] ?? null);
    return { share, lowMicros: valueOf(ranks.low), highMicros: valueOf(ranks.high), effectiveCount };
  });
}
