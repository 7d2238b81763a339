import type { CoarseHistogram } from "../coarse-histogram.ts";
import { batchesOf, carryOver, inBatches } from "./batch.ts";
import { mergedCoarse } from "../coarse-share.ts";
import { normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student.ts";

/** By which factor dependence widens the variance of a share of values; undefined when the run is too short to tell. */
export type VarianceInflation = (share: number) => number | undefined;

/**
 * Latencies of one run depend on their neighbours, so that a thousand of them may say as little as ten: by which factor the
 * variance of the share of values below the quantile `share` is larger than it would be of independent values. From batch means of a
 * ratio (Cochran, Sampling Techniques, section 6.3), the uncertainty of that variance (Student's t against the normal) included.
 * What does not depend on the share is worked out once for all of them.
 */
export function varianceInflation(slots: readonly CoarseHistogram[], confidence: number): VarianceInflation {
  const batches = batchesOf(slots.length);
  if (batches === 0) return () => undefined;
  const groups = inBatches(slots, batches).map((batch) => cumulated(mergedCoarse(batch)));
  const all = cumulated(mergedCoarse(slots));
  const count = all.at(-1) ?? 0;
  if (count === 0) return () => undefined;
  const doubted = doubt(batches - 1, confidence) ** 2;
  return (share) => {
    const last = bucketNearest(all, share);
    const below = (all[last] ?? 0) / count;
    if (below <= 0 || below >= 1) return 1;
    const rests = groups.map((group) => (group[last] ?? 0) - below * (group.at(-1) ?? 0));
    const squares = rests.reduce((sum, rest) => sum + rest ** 2, 0);
    const variance = ((batches / (batches - 1)) * squares * carryOver(rests)) / count ** 2;
    return ((variance * count) / (below * (1 - below))) * doubted;
  };
}

const doubt = (degrees: number, confidence: number): number => {
  const outside = (1 - confidence) / 2;
  return studentQuantile(outside, degrees) / normalQuantile(outside);
};

/** How many values lie in each bucket and all before it. */
function cumulated(histogram: CoarseHistogram): Float64Array {
  let sum = 0;
  return Float64Array.from(histogram, (count) => (sum += count));
}

/** The bucket whose upper edge cuts the values nearest to the given share. */
function bucketNearest(sums: Float64Array, share: number): number {
  const count = sums.at(-1) ?? 0;
  let best = { bucket: 0, distance: Number.POSITIVE_INFINITY };
  for (let bucket = 0; bucket < sums.length; bucket += 1) {
    const sum = sums[bucket] ?? 0;
    const distance = sum === 0 || sum === count ? Number.POSITIVE_INFINITY : Math.abs(sum / count - share);
    if (distance < best.distance) best = { bucket, distance };
  }
  return best.bucket;
}
