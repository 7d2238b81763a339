import { hodgesLehmann, holm, wilcoxonSignedRank } from "../statistics/index.ts";
import type { BlockMeasured } from "./block.ts";
import { MEASURES, NEGLIGIBLE, NEGLIGIBLE_FAILURES, nominalLevel, type CompareDesign, type Measure } from "./design.ts";
import { differencesOf } from "./units.ts";

/** What the blocks say of one measure: of the second endpoint against the first. */
export interface MeasureDecision {
  readonly measure: Measure;
  /** Logarithm of the ratio; a difference of shares for failures. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Of Wilcoxon's signed-rank test that there is any difference. */
  readonly p: number;
  /** The level at which it was tested, after Holm and the looks; the interval is of the same level. */
  readonly level: number;
  readonly units: number;
  readonly kind: DecisionKind;
}

/**
 * `different`: the test rejects that it is negligible. `same`: the whole interval lies within what does not matter. `unclear`:
 * neither yet.
 */
export type DecisionKind = "different" | "same" | "unclear";

/**
 * What pairs of blocks say at the last of some looks: Wilcoxon's signed-rank test that their differences are beyond what two copies of
 * one server differ by, Holm's procedure over all measures, and at each step the level that a sequential design leaves for this look. Any
 * false claim in the whole comparison has at most the design's level.
 *
 * @param looks shares of the planned time at which was looked, the last one now
 */
export function decide(
  blocks: readonly BlockMeasured[],
  looks: readonly number[],
  { level, tolerance }: CompareDesign,
): readonly MeasureDecision[] {
  const measures = MEASURES.filter((measure) => measure !== "failures" || blocks.some(({ failed }) => failed > 0));
  const differences = measures.map((measure) => differencesOf(blocks, measure));
  const probabilities = differences.map((values, index) => probabilityWithin(values, negligible(measures[index])));
  const levels = measures.map((_, index) => nominalLevel(level / (index + 1), looks));
  const steps = holm(probabilities, (left) => levels[left - 1] ?? 0);
  return measures.map((measure, index) => {
    const { level: tested = 0, rejected = false } = steps[index] ?? {};
    const values = differences[index] ?? [];
    const { estimate, low, high } = hodgesLehmann(values, tested);
    const kind =
      measure === "failures" ? failureKind({ low, high }, rejected) : kindOf({ low, high }, rejected, tolerance);
    const { p } = wilcoxonSignedRank(values);
    return { measure, estimate, low, high, p, level: tested, units: values.length, kind };
  });
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const negligible = (measure: Measure | undefined): number => (measure === "failures" ? 0 : Math.log1p(NEGLIGIBLE));

/** How probable such differences are when the true one is at most so large: tested at the end of that range that is nearer to them. */
function probabilityWithin(values: readonly number[], most: number): number {
  const above = values.filter((value) => value > 0).length;
  const shift = 2 * above > values.length ? most : -most;
  const moved = values.map((value) => value - shift).filter((value) => value !== 0);
  const { p, statistic } = wilcoxonSignedRank(moved);
  const expected = (moved.length * (moved.length + 1)) / 4;
  // On the inner side nothing speaks against it.
  return most === 0 || statistic > expected === shift > 0 ? p : 1;
}

function failureKind(bounds: Bounds, rejected: boolean): DecisionKind {
  if (isWithin(bounds, NEGLIGIBLE_FAILURES)) return "same";
  return rejected ? "different" : "unclear";
}

function kindOf(bounds: Bounds, rejected: boolean, tolerance: number): DecisionKind {
  if (rejected) return "different";
  return isWithin(bounds, tolerance) ? "same" : "unclear";
}

const isWithin = ({ low, high }: Bounds, ratio: number): boolean =>
  low >= -Math.log1p(ratio) && high <= Math.log1p(ratio);

/** True when nothing is left to find out: more blocks would only narrow the intervals. */
export function isDecided(decisions: readonly MeasureDecision[]): boolean {
  return decisions.every(({ kind }) => kind !== "unclear");
}
