import { groupBy } from "../../kit/index.ts";
import { countOf, type Histogram, mergedHistogram, quantilesOf } from "../histogram.ts";
import type { Measured } from "../measured.ts";

/** A short stretch of load on one state. */
export interface Round {
  readonly side: "before" | "after";
  /** Rounds of one number were drawn into an order of their own; unpaired rounds are numbered alone. */
  readonly pair: number;
  readonly elapsedMs: number;
  /** Latencies of successful requests by route, microseconds. */
  readonly routes: ReadonlyMap<string, Histogram>;
  readonly failed: number;
}

/** What a round keeps of its run. */
export function roundOf({ side, pair }: Pick<Round, "side" | "pair">, { elapsedMs, routes }: Measured): Round {
  return {
    side,
    pair,
    elapsedMs,
    routes: new Map(routes.map(({ name, successful }) => [name, successful])),
    failed: routes.reduce((sum, { failed, unfinished }) => sum + countOf(failed) + unfinished, 0),
  };
}

/** Requests that a quantile needs in a round to mean anything there. */
const NEEDED: Readonly<Record<Share, number>> = { 0.5: 2, 0.95: 8, 0.99: 40 };

export type Share = 0.5 | 0.95 | 0.99;

/** Milliseconds; NaN where too few requests stand behind it. */
export function quantileMs(histogram: Histogram | undefined, share: Share): number {
  if (histogram === undefined || countOf(histogram) < NEEDED[share]) return Number.NaN;
  return (quantilesOf(histogram, [share])[0] ?? Number.NaN) / 1_000;
}

const FEWEST_UNITS = 12;

/**
 * Neighbouring rounds joined to as many as a quantile of a route needs, as far as 12 are left: fewer could not carry a claim. Which rounds
 * are joined depends on their numbers alone, so that pairs stay pairs.
 */
export function joinedFor(rounds: readonly Round[], route: string, share: Share): readonly Round[] {
  const pairs = new Set(rounds.map(({ pair }) => pair)).size;
  const answered = rounds.reduce((sum, { routes }) => sum + countIn(routes.get(route)), 0);
  const wanted = Math.ceil(NEEDED[share] / Math.max(1, (0.8 * answered) / Math.max(1, rounds.length)));
  const size = Math.max(1, Math.min(wanted, Math.floor(pairs / FEWEST_UNITS)));
  if (size === 1) return rounds;
  const groups = groupBy(rounds, ({ side, pair }) => `${side} ${Math.floor(pair / size)}`);
  return [...groups.values()].flatMap((group) => joined(group, route, size));
}

const countIn = (histogram: Histogram | undefined): number => (histogram === undefined ? 0 : countOf(histogram));

function joined(group: readonly Round[], route: string, size: number): readonly Round[] {
  const [first] = group;
  if (first === undefined) return [];
  return [{ ...first, pair: Math.floor(first.pair / size), routes: new Map([[route, mergedRoute(group, route)]]) }];
}

/** All rounds of a side as one: what is shown, the intervals are of the rounds. */
export const mergedRoute = (rounds: readonly Round[], route: string): Histogram =>
  mergedHistogram(rounds.flatMap(({ routes }) => routes.get(route) ?? []));
