import { mergedHistogram } from "../histogram.ts";
import type { Measured, SlotMeasured, SlotsMeasured } from "../measured.ts";
import type { Interval, Intervals } from "../result/index.ts";
import { intervalsOf } from "../statistics/index.ts";
import { mergedCoarse } from "../coarse-share.ts";
import { toMs } from "./round.ts";

const CONFIDENCE = 0.95;
const UNKNOWN: Interval = { lowMs: null, highMs: null, effectiveCount: 0 };

/** Confidence intervals of quantiles of all finished requests, shares ascending; undefined without a record over time. */
export function intervalsAt({ slots, routes }: Measured, shares: readonly number[]): readonly Interval[] | undefined {
  if (slots === undefined) return undefined;
  const histogram = mergedHistogram(routes.flatMap(({ successful, failed }) => [successful, failed]));
  return intervalsOf({ slots: joined(slots), histogram, shares, confidence: CONFIDENCE }).map(
    ({ lowMicros, highMicros, effectiveCount }) => ({
      lowMs: lowMicros === null ? null : toMs(lowMicros),
      highMs: highMicros === null ? null : toMs(highMicros),
      effectiveCount,
    }),
  );
}

/** Twice as many as the most batches that intervals are made of: joined evenly, slots fall into the same batches. */
const ENOUGH_SLOTS = 40;

/** Fewer and longer slots, which say the same about batches and are added up many times as fast. */
function joined({ slots, widthMs }: SlotsMeasured): SlotsMeasured {
  const [first] = slots;
  if (first === undefined || slots.length <= ENOUGH_SLOTS) return { slots, widthMs };
  const edge = (index: number): number => Math.floor((index * slots.length) / ENOUGH_SLOTS);
  const groups = Array.from({ length: ENOUGH_SLOTS }, (_, index) => slots.slice(edge(index), edge(index + 1)));
  return {
    widthMs: (widthMs * slots.length) / ENOUGH_SLOTS,
    slots: groups.map((group) => withLatencies(first, group)),
  };
}

/** Batches look at latencies alone. */
const withLatencies = (slot: SlotMeasured, group: readonly SlotMeasured[]): SlotMeasured => ({
  ...slot,
  latency: mergedCoarse(group.map(({ latency }) => latency)),
});

/** Those of the published percentiles; null when the run says nothing about any of them. */
export function intervalsFigures(measured: Measured): Intervals | null {
  const found = intervalsAt(measured, [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]);
  if (found === undefined || found.every(({ lowMs, highMs }) => lowMs === null && highMs === null)) return null;
  const [p50 = UNKNOWN, p75 = UNKNOWN, p90 = UNKNOWN, p95 = UNKNOWN, p99 = UNKNOWN, p999 = UNKNOWN] = found;
  return { confidencePercent: CONFIDENCE * 100, p50, p75, p90, p95, p99, p999 };
}
