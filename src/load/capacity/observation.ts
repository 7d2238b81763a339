import { countOf, mergedHistogram, quantilesOf, type Histogram } from "../histogram.ts";
import type { Measured, SlotMeasured } from "../measured.ts";
import { coarseCountAbove } from "../coarse-share.ts";
import type { Objective } from "./objective.ts";

/** What happened in a tenth of a second or so of a trial. */
export interface Stretch {
  /** Requests with an answer, or known to have failed. */
  readonly finished: number;
  /** Of them, how many broke each objective; fractions where a limit falls into a bucket. */
  readonly broken: readonly number[];
}

/** A trial as the search sees it: its warm-up is cut off. */
export interface Observation {
  readonly stretches: readonly Stretch[];
  /** What was due and had no answer at the end: it breaks every objective. */
  readonly lost: number;
  /** Requests due minus requests finished, stretch by stretch, while requests were due: how the backlog grew. */
  readonly growth: readonly number[];
}

// Connections open, and a queue fills from nothing: what comes before is better than what stays.
const WARM_UP_SHARE = 0.1;
const SHORTEST_WARM_UP_MS = 300;

/**
 * Reads an open trial of `durationMs` for the search.
 *
 * @example
 * const { stretches, lost, growth } = observationOf(measured, [parseObjective("p99<200ms")], 3_000);
 */
export function observationOf(measured: Measured, objectives: readonly Objective[], durationMs: number): Observation {
  const { widthMs, slots } = measured.slots ?? { widthMs: durationMs, slots: [] };
  const first = Math.ceil(Math.max(SHORTEST_WARM_UP_MS, durationMs * WARM_UP_SHARE) / widthMs);
  const lastDue = Math.floor(durationMs / widthMs);
  const quick = objectives.map(({ limitMs }) => quickFailureShare(measured, limitMs));
  return {
    stretches: slots
      .slice(first)
      .map((slot) => stretchOf(slot, objectives, quick))
      .filter(({ finished }) => finished > 0),
    lost: lostOf(measured),
    growth: slots.slice(first, lastDue).map(({ due, successful, failed }) => due - successful - failed),
  };
}

function stretchOf(slot: SlotMeasured, objectives: readonly Objective[], quick: readonly number[]): Stretch {
  const finished = slot.successful + slot.failed;
  const broken = objectives.map(({ limitMs }, index) => {
    if (limitMs === undefined) return slot.failed;
    return Math.min(finished, coarseCountAbove(slot.latency, limitMs * 1_000) + slot.failed * (quick[index] ?? 1));
  });
  return { finished, broken };
}

const lostOf = ({ routes, schedule }: Measured): number =>
  routes.reduce((sum, { unfinished }) => sum + unfinished, schedule?.unsent ?? 0);

/** Share of the failures that were known before the limit: the slow ones are counted by their latency already. */
function quickFailureShare({ routes }: Measured, limitMs: number | undefined): number {
  const failed = mergedHistogram(routes.map((route) => route.failed));
  return limitMs === undefined || countOf(failed) === 0 ? 1 : shareBelow(failed, limitMs * 1_000);
}

function shareBelow(histogram: Histogram, micros: number): number {
  const count = countOf(histogram);
  let below = 0;
  let above = count + 1;
  while (above - below > 1) {
    const rank = Math.floor((below + above) / 2);
    if ((quantilesOf(histogram, [rank / count])[0] ?? 0) <= micros) below = rank;
    else above = rank;
  }
  return below / count;
}
