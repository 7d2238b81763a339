import type { SlotsMeasured } from "../../measured.ts";
import {
  carryOver,
  hodgesLehmannShift,
  holm,
  normalCdf,
  normalQuantile,
  steadyStateOf,
} from "../../statistics/index.ts";
import type { DecisionKind, MeasureDecision } from "../decide.ts";
import { MEASURES, type CompareDesign, type Measure } from "../design.ts";
import { seriesOf } from "./series.ts";

/**
 * Runs of one server on one machine differ by more than anything within a run tells: where the kernel puts processes, what the
 * compiler has found out, how memory lies. So much, as a standard deviation of the logarithm, is added for each run.
 */
export const RUN_TO_RUN: Readonly<Record<Measure, number>> = {
  p50: 0.01,
  p90: 0.01,
  p99: 0.02,
  throughput: 0.01,
  failures: 0,
};

/**
 * What can be said of two runs that were not interleaved: Hodges and Lehmann's shift between batches of time with the interval of the
 * Mann-Whitney test, widened for what neighbouring batches have in common and for what runs differ by, and Holm's
 * procedure over all measures. The warm-up of either run is left out. A measure of a run with less than 8 slots stays unclear.
 */
export function compareRuns(
  before: SlotsMeasured,
  now: SlotsMeasured,
  design: CompareDesign,
): readonly MeasureDecision[] {
  const runs = { before: settled(before), now: settled(now) };
  const hasFailures = [runs.before, runs.now].some(({ slots }) => slots.some(({ failed }) => failed > 0));
  const measures = MEASURES.filter((measure) => measure !== "failures" || hasFailures);
  const shifts = measures.map((measure) =>
    shiftBetween(seriesOf(runs.before, measure), seriesOf(runs.now, measure), measure),
  );
  const steps = holm(
    shifts.map((shift) => shift(design.level).p),
    (left) => design.level / left,
  );
  return measures.map((measure, index) => {
    const level = steps[index]?.level ?? design.level;
    const at = shifts[index]?.(level) ?? UNKNOWN;
    const isSure = (steps[index]?.rejected ?? false) && (at.low > 0 || at.high < 0);
    const { estimate, low, high, p, units } = at;
    return { measure, estimate, low, high, p, level, units, kind: kindOf(at, isSure, design.tolerance) };
  });
}

function settled(run: SlotsMeasured): SlotsMeasured {
  const { verdict, warmUpMs } = steadyStateOf(run);
  return verdict === "warmed-up" ? { ...run, slots: run.slots.slice(Math.round(warmUpMs / run.widthMs)) } : run;
}

type Shift = Pick<MeasureDecision, "estimate" | "low" | "high" | "p" | "units">;

const UNKNOWN: Shift = {
  estimate: Number.NaN,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  p: 1,
  units: 0,
};

/** The shift with its interval at a level. */
function shiftBetween(left: readonly number[], right: readonly number[], measure: Measure): (level: number) => Shift {
  const units = Math.min(left.length, right.length);
  if (units === 0) return () => UNKNOWN;
  const widening = Math.sqrt(Math.max(carryOver(left), carryOver(right)));
  return (level) => {
    const { estimate, low, high } = hodgesLehmannShift(left, right, level);
    const z = -normalQuantile(level / 2);
    const between = z * Math.SQRT2 * RUN_TO_RUN[measure];
    const below = Math.hypot((estimate - low) * widening, between);
    const above = Math.hypot((high - estimate) * widening, between);
    const error = (estimate > 0 ? below : above) / z;
    const p = error === 0 ? (estimate === 0 ? 1 : 0) : 2 * normalCdf(-Math.abs(estimate) / error);
    return { estimate, low: estimate - below, high: estimate + above, p, units };
  };
}

function kindOf({ low, high }: Shift, isSure: boolean, tolerance: number): DecisionKind {
  const isSame = low >= -Math.log1p(tolerance) && high <= Math.log1p(tolerance);
  if (isSure) return "different";
  return isSame ? "same" : "unclear";
}
