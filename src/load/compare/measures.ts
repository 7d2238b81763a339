import type { MeasureDecision } from "./decide.ts";
import type { Measure } from "./design.ts";
import { timesLonger } from "./more-time.ts";
import type { ComparedMeasure, ComparedSide, CompareReport } from "./result/index.ts";

/** What a measure's row is made of besides its decision. */
export interface RowFacts {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** How long the comparison, or the later run, has been. */
  readonly elapsedMs: number;
  readonly tolerance: number;
  /** Of runs that were not interleaved a longer one helps little: what runs differ by stays. */
  readonly mode: CompareReport["mode"];
}

/** A decision with the figures that it speaks of, in the units of the report. */
export function measureRow(
  decision: MeasureDecision,
  { first, second, elapsedMs, tolerance, mode }: RowFacts,
): ComparedMeasure {
  const { measure, estimate, low, high, level, p, units, kind } = decision;
  const inPercent = (value: number): number | null =>
    Number.isFinite(value) ? rounded(percentOf(measure, value)) : null;
  const canTell = mode === "interleaved" && kind === "unclear" && measure !== "failures";
  const times = canTell ? timesLonger(decision, tolerance) : undefined;
  return {
    name: measure,
    first: figureOf(first, measure),
    second: figureOf(second, measure),
    changePercent: inPercent(estimate),
    lowPercent: inPercent(low),
    highPercent: inPercent(high),
    confidencePercent: Math.round((1 - level) * 10_000) / 100,
    p: Number(p.toPrecision(2)),
    units,
    kind,
    moreSeconds: times === undefined ? null : Math.max(1, Math.ceil(((times - 1) * elapsedMs) / 1_000)),
  };
}

// Differences of shares are percentage points already; the others are logarithms of ratios.
const percentOf = (measure: Measure, value: number): number =>
  100 * (measure === "failures" ? value : Math.expm1(value));

const rounded = (value: number): number => Math.round(value * 100) / 100;

function figureOf(side: ComparedSide, measure: Measure): number | null {
  const { requests, elapsedMs } = side;
  if (measure === "p50") return side.p50Ms;
  if (measure === "p90") return side.p90Ms;
  if (measure === "p99") return side.p99Ms;
  if (measure === "throughput")
    return elapsedMs === 0 ? null : Math.round((requests.successful * 100_000) / elapsedMs) / 100;
  const finished = requests.successful + requests.failed;
  return finished === 0 ? null : Math.round((requests.failed * 10_000) / finished) / 100;
}
