import { COARSE_BUCKETS, coarseBucket, coarseMiddle, type CoarseHistogram } from "./coarse-histogram.ts";

/** All values of several coarse histograms together. */
export function mergedCoarse(histograms: Iterable<CoarseHistogram>): CoarseHistogram {
  const all = new Uint32Array(COARSE_BUCKETS);
  for (const histogram of histograms)
    for (let bucket = 0; bucket < COARSE_BUCKETS; bucket += 1)
      all[bucket] = (all[bucket] ?? 0) + (histogram[bucket] ?? 0);
  return all;
}

export function coarseCount(histogram: CoarseHistogram): number {
  return countUpTo(histogram, COARSE_BUCKETS - 1);
}

/** How many values lie in the buckets up to and with this one. */
export function countUpTo(histogram: CoarseHistogram, last: number): number {
  let sum = 0;
  for (let bucket = 0; bucket <= last; bucket += 1) sum += histogram[bucket] ?? 0;
  return sum;
}

/**
 * A quantile in microseconds, interpolated within its bucket, so that a shift smaller than a bucket is still seen; NaN when nothing
 * was recorded.
 */
export function coarseQuantile(histogram: CoarseHistogram, share: number): number {
  const count = coarseCount(histogram);
  if (count === 0) return Number.NaN;
  const rank = share * count;
  let below = 0;
  let bucket = 0;
  while (bucket < COARSE_BUCKETS - 1 && below + (histogram[bucket] ?? 0) < rank) {
    below += histogram[bucket] ?? 0;
    bucket += 1;
  }
  const within = (rank - below) / Math.max(1, histogram[bucket] ?? 0);
  return edge(bucket) + within * (edge(bucket + 1) - edge(bucket));
}

/** How many values lie above a limit in microseconds; the limit's own bucket is shared out evenly. */
export function coarseCountAbove(histogram: CoarseHistogram, micros: number): number {
  const bucket = coarseBucket(micros);
  const share = (edge(bucket + 1) - micros) / (edge(bucket + 1) - edge(bucket));
  const within = (histogram[bucket] ?? 0) * Math.min(1, Math.max(0, share));
  return within + coarseCount(histogram) - countUpTo(histogram, bucket);
}

// The middle is as far from both edges; the 32 buckets of an octave are equally wide.
function edge(bucket: number): number {
  const half = (coarseMiddle(bucket | 1) - coarseMiddle((bucket | 1) - 1)) / 2;
  return coarseMiddle(bucket) - half;
}
