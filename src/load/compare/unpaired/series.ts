import type { SlotMeasured, SlotsMeasured } from "../../measured.ts";
import { batchesOf, coarseQuantile, inBatches, mergedCoarse } from "../../statistics/index.ts";
import type { Measure } from "../design.ts";

const SHARES: Partial<Record<Measure, number>> = { p50: 0.5, p90: 0.9, p99: 0.99 };

/** A run as 8 to 20 values over time: logarithms, or shares for failures. Empty when it is too short for batches. */
export function seriesOf({ slots, widthMs }: SlotsMeasured, measure: Measure): readonly number[] {
  // The run ends within its last slot.
  const whole = slots.slice(0, -1);
  const batches = inBatches(whole, batchesOf(whole.length));
  return batches.map((batch) => figureOf(batch, widthMs, measure)).filter((value) => !Number.isNaN(value));
}

function figureOf(batch: readonly SlotMeasured[], widthMs: number, measure: Measure): number {
  const sum = (pick: (slot: SlotMeasured) => number): number => batch.reduce((total, slot) => total + pick(slot), 0);
  const failed = sum((slot) => slot.failed);
  const successful = sum((slot) => slot.successful);
  if (measure === "failures") return failed + successful === 0 ? Number.NaN : failed / (failed + successful);
  const share = SHARES[measure];
  // Half a request more, so that a batch without any has a logarithm.
  if (share === undefined) return Math.log((successful + 0.5) / (batch.length * widthMs));
  return Math.log(coarseQuantile(mergedCoarse(batch.map(({ latency }) => latency)), share));
}
