import {
  hodgesLehmann,
  hodgesLehmannShift,
  mannWhitney,
  normalCdf,
  normalQuantile,
  wilcoxonSignedRank,
} from "../statistics/index.ts";
import type { Share } from "./round.ts";

/** Both states loaded in turn, in an order that is drawn; or one, and then the other. */
export type RoundMode = "interleaved" | "one-after-the-other";

/** Of logarithms: after less before. */
export interface Difference {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly units: number;
}

export interface RoundValue {
  readonly side: "before" | "after";
  readonly pair: number;
  readonly value: number;
}

/** Two copies of one server differ by as much: see `load/compare`. */
export const NEGLIGIBLE = 0.02;

/** What two runs of one server differ by, as a standard deviation of the logarithm: see `load/compare/unpaired`. */
const RUN_TO_RUN: Readonly<Record<Share, number>> = { 0.5: 0.01, 0.95: 0.015, 0.99: 0.02 };

/** The difference with its interval, at a level that is given later: Holm's procedure finds it from all p. */
export function differenceOf(
  values: readonly RoundValue[],
  { mode, share }: { readonly mode: RoundMode; readonly share: Share },
): (level: number) => Difference {
  const of = (side: RoundValue["side"]): readonly RoundValue[] => values.filter((value) => value.side === side);
  if (mode === "interleaved") return paired(of("before"), of("after"));
  return unpaired(of("before").map(valueOf), of("after").map(valueOf), RUN_TO_RUN[share]);
}

const valueOf = ({ value }: RoundValue): number => value;

const UNKNOWN: Difference = {
  estimate: Number.NaN,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  p: 1,
  units: 0,
};

function paired(before: readonly RoundValue[], after: readonly RoundValue[]): (level: number) => Difference {
  const first = new Map(before.map(({ pair, value }) => [pair, value]));
  const differences = after.flatMap(({ pair, value }) => {
    const other = first.get(pair);
    return other === undefined ? [] : [value - other];
  });
  if (differences.length === 0) return () => UNKNOWN;
  const { p } = wilcoxonSignedRank(differences);
  return (level) => ({ ...hodgesLehmann(differences, level), p, units: differences.length });
}

function unpaired(
  before: readonly number[],
  after: readonly number[],
  runToRun: number,
): (level: number) => Difference {
  const units = Math.min(before.length, after.length);
  if (units === 0) return () => UNKNOWN;
  const rank = mannWhitney(before, after).p;
  return (level) => {
    const { estimate, low, high } = hodgesLehmannShift(before, after, level);
    const between = -normalQuantile(level / 2) * Math.SQRT2 * runToRun;
    const deviations = Math.abs(estimate) / (Math.SQRT2 * runToRun);
    return {
      estimate,
      low: estimate - Math.hypot(estimate - low, between),
      high: estimate + Math.hypot(high - estimate, between),
      // Neither may the ranks come about by chance, nor the shift by what runs differ by.
      p: Math.max(rank, 2 * normalCdf(-deviations)),
      units,
    };
  };
}
