import { COARSE_BUCKETS, coarseMiddle, type CoarseHistogram } from "../coarse-histogram.ts";
import { toMs } from "./round.ts";

/** Nearest ranks of ascending shares, in milliseconds within 1.6 %; null each when it is empty. */
export function coarseQuantiles(histogram: CoarseHistogram, shares: readonly number[]): readonly (number | null)[] {
  const count = histogram.reduce((total, number) => total + number, 0);
  let bucket = -1;
  let seen = 0;
  return shares.map((share) => {
    if (count === 0) return null;
    const rank = Math.min(count, Math.max(1, Math.ceil(share * count)));
    while (seen < rank && bucket < COARSE_BUCKETS - 1) seen += histogram[(bucket += 1)] ?? 0;
    return toMs(coarseMiddle(bucket));
  });
}
