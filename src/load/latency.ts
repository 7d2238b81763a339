import { countOf, deviationOf, extremesOf, mergedHistogram, quantilesOf, type Histogram } from "./histogram.ts";
import type { Latencies, Latency } from "./result/index.ts";

const SHARES = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999] as const;

const toMs = (micros: number): number => Math.round(micros) / 1_000;

/** The figures of a histogram, in milliseconds to the microsecond; null when it is empty. */
export function latencyOf(histogram: Histogram): Latency | null {
  const count = countOf(histogram);
  if (count === 0) return null;
  const { min, mean, max } = extremesOf(histogram);
  const [p50 = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0] = quantilesOf(histogram, SHARES);
  return {
    count,
    minMs: toMs(min),
    meanMs: toMs(mean),
    p50Ms: toMs(p50),
    p75Ms: toMs(p75),
    p90Ms: toMs(p90),
    p95Ms: toMs(p95),
    p99Ms: toMs(p99),
    p999Ms: toMs(p999),
    maxMs: toMs(max),
    deviationMs: toMs(deviationOf(histogram)),
  };
}

/** Successes, failures, and both together. */
export function latenciesOf(successful: readonly Histogram[], failed: readonly Histogram[]): Latencies {
  return {
    successful: latencyOf(mergedHistogram(successful)),
    failed: latencyOf(mergedHistogram(failed)),
    all: latencyOf(mergedHistogram([...successful, ...failed])),
  };
}
