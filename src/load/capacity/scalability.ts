import { leastSquares, type Draw, type Interval } from "../statistics/index.ts";

/** Throughput of a closed load with a number of users. */
export interface ScalabilityPoint {
  readonly users: number;
  readonly perSecond: number;
}

/** Coefficients of the law. */
export interface Coefficients {
  /** g: requests a second of one user. */
  readonly perUser: number;
  /** a: share of the work that is done one at a time. */
  readonly contention: number;
  /** b: cost of every pair of users that have to agree. */
  readonly coherency: number;
}

export type Scalability =
  | (Coefficients & {
      /** `coherency`: more users make it slower from a peak on; `contention`: throughput has a ceiling; `linear`: neither is seen. */
      readonly kind: "coherency" | "contention" | "linear";
      readonly contentionInterval: Interval;
      /** Null where the law was fitted without b, because b's interval includes 0. */
      readonly coherencyInterval: Interval | null;
      /** The number of users with the highest throughput, and that throughput; null without a peak. */
      readonly peak: { readonly users: number; readonly perSecond: number } | null;
      /** What no number of users exceeds; null where nothing is shared. */
      readonly ceilingPerSecond: number | null;
    })
  | { readonly kind: "refused"; readonly reason: "few-points" | "no-fit" };

const FEWEST_POINTS = 5;
const RESAMPLES = 400;
// A resampled fit may bend below nothing; its throughput is only large then.
const SMALLEST_DIVISOR = 1e-6;

/**
 * Fits the Universal Scalability Law X(N) = g·N / (1 + a(N−1) + b·N(N−1)) to measured throughput. N/X is linear in 1, N−1
 * and N(N−1), so weighted least squares have a closed form; intervals are percentiles of a residual bootstrap. Where b's
 * interval includes 0 it is refused, and the law is fitted again with a alone (Amdahl's law).
 *
 * Source: Gunther, Guerrilla Capacity Planning, 2007, chapters 4 to 6; bootstrap: Efron and Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapters 9 and 13.
 *
 * @param draw a source of chance for the bootstrap
 * @example
 * const points = [1, 2, 4, 8, 16].map((users) => ({ users, perSecond: 100 * users }));
 * scalabilityOf(points, () => 0.5).kind; // "linear"
 */
export function scalabilityOf(points: readonly ScalabilityPoint[], draw: Draw): Scalability {
  const usable = points.filter(({ perSecond }) => perSecond > 0);
  if (usable.length < FEWEST_POINTS) return { kind: "refused", reason: "few-points" };
  const full = fitWithIntervals(usable, 3, draw);
  if (full !== undefined && full.coherencyInterval.low > 0 && full.contention >= 0) return withCoherency(full);
  const plain = fitWithIntervals(usable, 2, draw);
  if (plain === undefined) return { kind: "refused", reason: "no-fit" };
  const { coherencyInterval: _, ...rest } = plain;
  const isShared = plain.contentionInterval.low > 0;
  return {
    ...rest,
    kind: isShared ? "contention" : "linear",
    coherencyInterval: null,
    peak: null,
    ceilingPerSecond: isShared ? plain.perUser / plain.contention : null,
  };
}

/** The throughput that the law gives a number of users. */
export function throughputAt({ perUser, contention, coherency }: Coefficients, users: number): number {
  const divisor = 1 + contention * (users - 1) + coherency * users * (users - 1);
  return (perUser * users) / Math.max(divisor, SMALLEST_DIVISOR);
}

interface Fitted extends Coefficients {
  readonly contentionInterval: Interval;
  readonly coherencyInterval: Interval;
}

function withCoherency(fitted: Fitted): Scalability {
  const users = Math.max(1, Math.sqrt((1 - Math.min(1, fitted.contention)) / fitted.coherency));
  const peak = { users, perSecond: throughputAt(fitted, users) };
  return { ...fitted, kind: "coherency", peak, ceilingPerSecond: peak.perSecond };
}

function fitWithIntervals(points: readonly ScalabilityPoint[], terms: 2 | 3, draw: Draw): Fitted | undefined {
  const fitted = fit(points, terms);
  if (fitted === undefined) return undefined;
  // Residuals are smaller than errors: a fit bends towards its points.
  const inflation = Math.sqrt(points.length / Math.max(1, points.length - terms));
  const residuals = points.map(({ users, perSecond }) => Math.log(perSecond / throughputAt(fitted, users)) * inflation);
  const refits = Array.from({ length: RESAMPLES }, () =>
    fit(
      resampled(points, fitted, () => pick(residuals, draw)),
      terms,
    ),
  );
  const known = refits.filter((refit) => refit !== undefined);
  return {
    ...fitted,
    contentionInterval: percentiles(known.map(({ contention }) => contention)),
    coherencyInterval: percentiles(known.map(({ coherency }) => coherency)),
  };
}

function fit(points: readonly ScalabilityPoint[], terms: 2 | 3): Coefficients | undefined {
  const rows = points.map(({ users, perSecond }) => ({
    y: users / perSecond,
    x: [1, users - 1, users * (users - 1)].slice(0, terms),
    // Equal relative errors of throughput.
    weight: (perSecond / users) ** 2,
  }));
  const [first = 0, second = 0, third = 0] = leastSquares(rows)?.coefficients ?? [];
  if (!(first > 0)) return undefined;
  return { perUser: 1 / first, contention: second / first, coherency: third / first };
}

const resampled = (
  points: readonly ScalabilityPoint[],
  fitted: Coefficients,
  residual: () => number,
): readonly ScalabilityPoint[] =>
  points.map(({ users }) => ({ users, perSecond: throughputAt(fitted, users) * Math.exp(residual()) }));

const pick = (values: readonly number[], draw: Draw): number => values[Math.floor(draw() * values.length)] ?? 0;

function percentiles(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975) };
}
