import { bucketFloor, countOf, mergedHistogram, quantilesOf, type Histogram } from "../histogram.ts";
import type { Measured } from "../measured.ts";
import type { Distribution } from "../result/index.ts";
import { intervalsAt } from "./intervals.ts";
import { round, toMs } from "./round.ts";

const POINTS_A_DECADE = 8;
const NAMED = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999] as const;
const MOST_BUCKETS = 64;
const STEPS = [16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096] as const;

/** The whole distribution as points on a logarithmic axis and as a histogram; null when nothing finished. */
export function distributionOf(measured: Measured): Distribution | null {
  const successful = mergedHistogram(measured.routes.map((route) => route.successful));
  const failed = mergedHistogram(measured.routes.map((route) => route.failed));
  const all = mergedHistogram([successful, failed]);
  const count = countOf(all);
  if (count === 0) return null;
  const quantiles = sharesFor(count);
  const intervals = intervalsAt(measured, quantiles);
  return {
    quantiles,
    latencyMs: quantilesOf(all, quantiles).map(toMs),
    lowMs: quantiles.map((_, index) => intervals?.[index]?.lowMs ?? null),
    highMs: quantiles.map((_, index) => intervals?.[index]?.highMs ?? null),
    generatorMs: generatorAt(measured, quantiles),
    ...bucketsOf(successful, failed),
  };
}

/** Evenly spaced in the logarithm of 1/(1-q), up to the share that the largest value stands for. */
function sharesFor(count: number): readonly number[] {
  const last = Math.floor(POINTS_A_DECADE * Math.log10(count));
  const even = Array.from({ length: last + 1 }, (_, index) => 1 - 10 ** (-index / POINTS_A_DECADE));
  const named = NAMED.filter((share) => count * (1 - share) >= 1);
  return [...new Set([...even, ...named].map((share) => Math.round(share * 1e7) / 1e7))].toSorted((a, b) => a - b);
}

/** The larger of sending late and reading late; null where neither is known. */
function generatorAt({ generator, schedule }: Measured, shares: readonly number[]): readonly (number | null)[] {
  const known = [generator.queueing, schedule?.lag].filter((one) => one !== undefined && countOf(one) > 0);
  const columns = known.map((histogram) => (histogram === undefined ? [] : quantilesOf(histogram, shares)));
  return shares.map((_, index) =>
    columns.length === 0 ? null : toMs(Math.max(...columns.map((column) => column[index] ?? 0))),
  );
}

function bucketsOf(successful: Histogram, failed: Histogram) {
  const used = [successful, failed].flatMap(({ counts }) => [counts.findIndex(isUsed), counts.findLastIndex(isUsed)]);
  const found = used.filter((index) => index >= 0);
  const [first, last] = [Math.min(...found), Math.max(...found)];
  const step = STEPS.find((size) => Math.floor(last / size) - Math.floor(first / size) < MOST_BUCKETS) ?? 4_096;
  const starts = Array.from(
    { length: Math.floor(last / step) - Math.floor(first / step) + 1 },
    (_, index) => (Math.floor(first / step) + index) * step,
  );
  const counted = ({ counts }: Histogram): readonly number[] =>
    starts.map((start) => counts.subarray(start, start + step).reduce((sum, count) => sum + count, 0));
  return {
    bucketFromMs: [...starts, (starts.at(-1) ?? 0) + step].map((start) => round(bucketFloor(start) / 1_000)),
    bucketSuccessful: counted(successful),
    bucketFailed: counted(failed),
  };
}

const isUsed = (count: number): boolean => count > 0;
