import type { SlotsMeasured } from "../measured.ts";
import { batchedMean, inBatches, meanOf } from "./batch.ts";
import { coarseQuantile } from "../coarse-share.ts";
import { marginalCut } from "./mser.ts";
import { studentCdf } from "./student.ts";

/** What a series of a run does over time. */
export interface Course {
  /** Milliseconds at the front that are warm-up. */
  readonly warmUpMs: number;
  /** The mean during the warm-up against the mean after it, in percent; 0 without a warm-up. */
  readonly warmUpPercent: number;
  /** The second half of the rest against its first half, in percent. */
  readonly driftPercent: number;
  /** The drift is no chance (p < 1 %) and at least 5 %. */
  readonly drifts: boolean;
}

/**
 * `steady`: nothing had to be cut; `warmed-up`: steady after the warm-up; `unsteady`: it drifts, or what looks like warm-up
 * lasts for half of the run; `too-short`: less than 20 slots.
 */
export interface SteadyState {
  readonly verdict: "steady" | "warmed-up" | "unsteady" | "too-short";
  /** The longer of both series' warm-ups. */
  readonly warmUpMs: number;
  readonly throughput: Course;
  readonly p50: Course;
}

const FEWEST_SLOTS = 20;
const NAMED_PERCENT = 5;
const SURE = 0.01;
// Stricter: the cut was chosen because it differs.
const SURE_CUT = 0.001;
const STILL: Course = { warmUpMs: 0, warmUpPercent: 0, driftPercent: 0, drifts: false };

/**
 * Whether a run at a constant load had settled, and what its warm-up was: MSER-5 on finished requests and on the median latency of
 * each slot, and a test for a drift of the rest. Of a load that changes by its own plan it says nothing: do not ask.
 *
 * @example
 * steadyStateOf({ widthMs: 100, slots: [] }).verdict; // "too-short"
 */
export function steadyStateOf({ slots, widthMs }: SlotsMeasured): SteadyState {
  // The run ends within its last slot.
  const whole = slots.slice(0, -1);
  if (whole.length < FEWEST_SLOTS) return { verdict: "too-short", warmUpMs: 0, throughput: STILL, p50: STILL };
  const rates = whole.map(({ successful, failed }) => successful + failed);
  const medians = whole.map(({ latency }) => coarseQuantile(latency, 0.5));
  const throughput = courseOf(rates, widthMs);
  const p50 = courseOf(filled(medians), widthMs);
  const warmUpMs = Math.max(throughput.warmUpMs, p50.warmUpMs);
  const isLong = 2 * warmUpMs >= (whole.length - 1) * widthMs;
  const isUnsteady = throughput.drifts || p50.drifts || isLong;
  return { verdict: isUnsteady ? "unsteady" : warmUpMs > 0 ? "warmed-up" : "steady", warmUpMs, throughput, p50 };
}

/** A slot in which nothing was finished has no median: the one before it stands in. */
function filled(medians: readonly number[]): readonly number[] {
  let last = medians.find((median) => !Number.isNaN(median)) ?? 0;
  return medians.map((median) => (last = Number.isNaN(median) ? last : median));
}

function courseOf(values: readonly number[], widthMs: number): Course {
  const size = values.length >= 50 ? 5 : Math.floor(values.length / 10);
  const means = inBatches(values, Math.floor(values.length / size)).map(meanOf);
  const { cut } = marginalCut(means);
  const warmUp = Math.round((cut * values.length) / means.length);
  const rest = values.slice(warmUp);
  const jump = cut === 0 ? STILL_CHANGE : startAgainst(rest, values.slice(0, warmUp));
  const isWarmUp = isNamed(jump, SURE_CUT);
  const settled = isWarmUp ? rest : values;
  const half = Math.floor(settled.length / 2);
  const drift = changeOf(settled.slice(0, half), settled.slice(half));
  return {
    warmUpMs: isWarmUp ? warmUp * widthMs : 0,
    warmUpPercent: isWarmUp ? jump.percent : 0,
    driftPercent: drift.percent,
    drifts: isNamed(drift, SURE),
  };
}

interface Change {
  readonly percent: number;
  readonly p: number;
}

const STILL_CHANGE: Change = { percent: 0, p: 1 };

const isNamed = ({ percent, p }: Change, sure: number): boolean => Math.abs(percent) >= NAMED_PERCENT && p < sure;

/** The mean of the start against that of the rest, whose noise both are taken to have: the start's own slope is none. */
function startAgainst(rest: readonly number[], start: readonly number[]): Change {
  const base = batchedMean(rest);
  if (base === undefined || base.mean === 0) return STILL_CHANGE;
  const variance = base.variance * (1 + rest.length / start.length);
  return change(base.mean, meanOf(start) - base.mean, { variance, degrees: base.batches - 1 });
}

/** The mean of `later` against that of `first`; Student's t on batch means, with the fewer batches' degrees of freedom. */
function changeOf(first: readonly number[], later: readonly number[]): Change {
  const base = batchedMean(first);
  const other = batchedMean(later);
  if (base === undefined || other === undefined || base.mean === 0) return STILL_CHANGE;
  const degrees = Math.min(base.batches, other.batches) - 1;
  return change(base.mean, other.mean - base.mean, { variance: base.variance + other.variance, degrees });
}

interface Doubt {
  readonly variance: number;
  readonly degrees: number;
}

function change(base: number, difference: number, { variance, degrees }: Doubt): Change {
  const p =
    variance === 0 ? Number(difference === 0) : 2 * studentCdf(-Math.abs(difference) / Math.sqrt(variance), degrees);
  return { percent: (100 * difference) / base, p };
}
