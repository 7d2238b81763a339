import { createHistogram, quantilesOf, type Histogram } from "../histogram.ts";

/** A histogram of few values: its buckets that are not empty, ascending, and their counts. */
export interface SparseHistogram {
  readonly buckets: Uint32Array;
  readonly counts: Uint32Array;
}

/** What was recorded since `before`, a copy of the counts; several histograms are added bucket by bucket. */
export function sparseSince(histograms: readonly Histogram[], before: Uint32Array): SparseHistogram {
  const buckets: number[] = [];
  const counts: number[] = [];
  const now = summedCounts(histograms);
  for (let bucket = 0; bucket < now.length; bucket += 1) {
    const count = (now[bucket] ?? 0) - (before[bucket] ?? 0);
    if (count === 0) continue;
    buckets.push(bucket);
    counts.push(count);
  }
  return { buckets: Uint32Array.from(buckets), counts: Uint32Array.from(counts) };
}

/** The counts of several histograms together. */
export function summedCounts(histograms: readonly Histogram[]): Uint32Array {
  const [first, ...others] = histograms;
  const sum = Uint32Array.from(first?.counts ?? []);
  for (const { counts } of others)
    for (let bucket = 0; bucket < counts.length; bucket += 1) sum[bucket] = (sum[bucket] ?? 0) + (counts[bucket] ?? 0);
  return sum;
}

/** A quantile of several sparse histograms together, in microseconds; NaN when they are empty. */
export function sparseQuantile(parts: readonly SparseHistogram[], share: number): number {
  const all = createHistogram(SCRATCH);
  all.counts.fill(0);
  all.totals.set([0, 0, 0, Number.POSITIVE_INFINITY]);
  let count = 0;
  for (const { buckets, counts } of parts)
    for (const [index, bucket] of buckets.entries()) {
      all.counts[bucket] = (all.counts[bucket] ?? 0) + (counts[index] ?? 0);
      count += counts[index] ?? 0;
    }
  all.totals[0] = count;
  return count === 0 ? Number.NaN : (quantilesOf(all, [share])[0] ?? Number.NaN);
}

// Reused: a histogram is 160 KB, and a look at a comparison asks for thousands of quantiles.
const SCRATCH = createHistogram().counts.buffer;
