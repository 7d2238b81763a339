import { countOf } from "../histogram.ts";
import { holm } from "../statistics/index.ts";
import { joinedFor, mergedRoute, quantileMs, type Round, type Share } from "./round.ts";
import { type Difference, differenceOf, NEGLIGIBLE, type RoundMode } from "./difference.ts";

export type { RoundMode } from "./difference.ts";

/** One figure of one route before and after. */
export interface ComparedMeasure {
  readonly name: "p50" | "p95" | "p99";
  /** Milliseconds over all rounds; null where too few requests stand behind it. */
  readonly beforeMs: number | null;
  readonly afterMs: number | null;
  /** By how much more time it takes after, in percent: below 0 it is faster. Null without enough rounds. */
  readonly changePercent: number | null;
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
  /** Of the interval, after Holm's correction over all routes and figures. */
  readonly confidencePercent: number;
  /** Rounds (unpaired: of each side) that it rests on. */
  readonly units: number;
  /** A difference is claimed only where the test and the whole interval carry it. */
  readonly verdict: "faster" | "slower" | "no-difference-shown";
}

/** Successful requests a second of all routes together. */
export interface ComparedRate {
  readonly beforePerSecond: number | null;
  readonly afterPerSecond: number | null;
  readonly changePercent: number | null;
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
  readonly verdict: "more" | "less" | "no-difference-shown";
}

export interface ComparedRounds {
  readonly rate: ComparedRate;
  readonly routes: readonly ComparedRoute[];
}

export interface ComparedRoute {
  readonly route: string;
  readonly requestsBefore: number;
  readonly requestsAfter: number;
  readonly measures: readonly ComparedMeasure[];
}

/** Probability of any false claim in the whole comparison. */
export const LEVEL = 0.02;

const MEASURES: readonly (readonly [ComparedMeasure["name"], Share])[] = [
  ["p50", 0.5],
  ["p95", 0.95],
  ["p99", 0.99],
];

/**
 * What rounds of load before and after a change say of each route. Interleaved rounds: differences within each pair, Wilcoxon's
 * signed-rank test with the interval of Hodges and Lehmann; the order within a pair has to have been drawn. Rounds one after the other:
 * the Mann-Whitney test, widened for what two runs of one server differ by. Holm's procedure over everything that is compared.
 */
export function compareRounds(rounds: readonly Round[], mode: RoundMode): ComparedRounds {
  const routes = [...new Set(rounds.flatMap((round) => [...round.routes.keys()]))];
  const cells = routes.flatMap((route) =>
    MEASURES.map(([name, share]) => cellOf(rounds, { route, name, share, mode })),
  );
  const rates = rounds.map((round) => ({ ...round, value: Math.log((answeredIn(round) + 0.5) / round.elapsedMs) }));
  const rate = differenceOf(rates, { mode, share: 0.5 });
  const [rateStep, ...steps] = holm(
    [rate, ...cells.map(({ difference }) => difference)].map((difference) => difference(LEVEL).p),
    (left) => LEVEL / left,
  );
  const measured = cells.map((cell, at) => ({ route: cell.route, measure: measureOf(cell, steps[at]) }));
  return {
    rate: rateOf(rounds, rate, rateStep),
    routes: routes.map((route) => ({
      route,
      requestsBefore: countOf(mergedRoute(sideOf(rounds, "before"), route)),
      requestsAfter: countOf(mergedRoute(sideOf(rounds, "after"), route)),
      measures: measured.filter((one) => one.route === route).map(({ measure }) => measure),
    })),
  };
}

const answeredIn = ({ routes }: Round): number =>
  [...routes.values()].reduce((sum, histogram) => sum + countOf(histogram), 0);

const sideOf = (rounds: readonly Round[], side: Round["side"]): readonly Round[] =>
  rounds.filter((round) => round.side === side);

interface Cell {
  readonly route: string;
  readonly name: ComparedMeasure["name"];
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly difference: (level: number) => Difference;
}

interface Wanted {
  readonly route: string;
  readonly name: ComparedMeasure["name"];
  readonly share: Share;
  readonly mode: RoundMode;
}

function cellOf(rounds: readonly Round[], { route, name, share, mode }: Wanted): Cell {
  const shown = (side: Round["side"]): number => quantileMs(mergedRoute(sideOf(rounds, side), route), share);
  const values = joinedFor(rounds, route, share).map(({ side, pair, routes }) => {
    return { side, pair, value: quantileMs(routes.get(route), share) };
  });
  const told = values.filter(({ value }) => value > 0);
  const difference = differenceOf(
    isSelected(values.length, told.length)
      ? []
      : told.map(({ side, pair, value }) => ({ side, pair, value: Math.log(value) })),
    { mode, share },
  );
  return { route, name, beforeMs: shown("before"), afterMs: shown("after"), difference };
}

/**
 * Rounds in which a route was hardly asked are the slow ones: what is left when they are missing is no fair sample, and where one state
 * misses more of them than the other, a route that nothing has changed would look slower there.
 */
const isSelected = (all: number, told: number): boolean => told < all * (1 - 1 / 12);

interface Step {
  readonly rejected: boolean;
  readonly level: number;
}

const UNTESTED: Step = { rejected: false, level: LEVEL };

function rateOf(rounds: readonly Round[], rate: Cell["difference"], step: Step = UNTESTED): ComparedRate {
  const perSecond = (side: Round["side"]): number | null => {
    const own = sideOf(rounds, side);
    const elapsedMs = own.reduce((sum, round) => sum + round.elapsedMs, 0);
    return elapsedMs === 0 ? null : (own.reduce((sum, round) => sum + answeredIn(round), 0) / elapsedMs) * 1_000;
  };
  const { estimate, low, high } = rate(step.level);
  const sign = claimOf({ low, high }, step);
  return {
    beforePerSecond: perSecond("before"),
    afterPerSecond: perSecond("after"),
    changePercent: percentOf(estimate),
    lowPercent: percentOf(low),
    highPercent: percentOf(high),
    verdict: sign === 0 ? "no-difference-shown" : sign > 0 ? "more" : "less",
  };
}

/** 1 where it has grown by more than is negligible, -1 where it has shrunk, 0 where neither is shown. */
function claimOf({ low, high }: { readonly low: number; readonly high: number }, { rejected }: Step): -1 | 0 | 1 {
  if (!rejected) return 0;
  if (low > Math.log1p(NEGLIGIBLE)) return 1;
  return high < -Math.log1p(NEGLIGIBLE) ? -1 : 0;
}

const VERDICTS = { "-1": "faster", "0": "no-difference-shown", "1": "slower" } as const;

function measureOf(cell: Cell, step: Step = UNTESTED): ComparedMeasure {
  const { estimate, low, high, units } = cell.difference(step.level);
  return {
    name: cell.name,
    beforeMs: numberOrNull(cell.beforeMs),
    afterMs: numberOrNull(cell.afterMs),
    changePercent: percentOf(estimate),
    lowPercent: percentOf(low),
    highPercent: percentOf(high),
    confidencePercent: (1 - step.level) * 100,
    units,
    verdict: VERDICTS[claimOf({ low, high }, step)],
  };
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const percentOf = (logRatio: number): number | null => (Number.isFinite(logRatio) ? Math.expm1(logRatio) * 100 : null);
