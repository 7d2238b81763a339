import { COARSE_BUCKETS, type CoarseHistogram } from "../coarse-histogram.ts";
import { batchesOf, carryOver, inBatches } from "./batch.ts";
import { coarseCount, countUpTo, mergedCoarse } from "../coarse-share.ts";
import { normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student.ts";

/**
 * Latencies of one run depend on their neighbours, so that a thousand of them may say as little as ten: by which factor the
 * variance of the share of values below the quantile `share` is larger than it would be of independent values. From batch means of a
 * ratio (Cochran, Sampling Techniques, section 6.3), the uncertainty of that variance (Student's t against the normal) included.
 * Undefined when the run is too short to tell.
 */
export function varianceInflation(
  slots: readonly CoarseHistogram[],
  share: number,
  confidence: number,
): number | undefined {
  const batches = batchesOf(slots.length);
  const all = mergedCoarse(slots);
  const count = coarseCount(all);
  if (batches === 0 || count === 0) return undefined;
  const last = bucketNearest(all, share);
  const below = countUpTo(all, last) / count;
  if (below <= 0 || below >= 1) return 1;
  const rests = inBatches(slots, batches).map((batch) => restOf(mergedCoarse(batch), last, below));
  const squares = rests.reduce((sum, rest) => sum + rest ** 2, 0);
  const variance = ((batches / (batches - 1)) * squares * carryOver(rests)) / count ** 2;
  return ((variance * count) / (below * (1 - below))) * doubt(batches - 1, confidence) ** 2;
}

const restOf = (histogram: CoarseHistogram, last: number, below: number): number =>
  countUpTo(histogram, last) - below * coarseCount(histogram);

const doubt = (degrees: number, confidence: number): number => {
  const outside = (1 - confidence) / 2;
  return studentQuantile(outside, degrees) / normalQuantile(outside);
};

/** The bucket whose upper edge cuts the values nearest to the given share. */
function bucketNearest(histogram: CoarseHistogram, share: number): number {
  const count = coarseCount(histogram);
  let best = { bucket: 0, distance: Number.POSITIVE_INFINITY };
  let sum = 0;
  for (let bucket = 0; bucket < COARSE_BUCKETS; bucket += 1) {
    sum += histogram[bucket] ?? 0;
    const distance = sum === 0 || sum === count ? Number.POSITIVE_INFINITY : Math.abs(sum / count - share);
    if (distance < best.distance) best = { bucket, distance };
  }
  return best.bucket;
}
