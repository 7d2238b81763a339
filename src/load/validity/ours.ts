import { extremesOf, countOf, mergedHistogram, type Histogram } from "../histogram.ts";
import type { Measured } from "../measured.ts";

/** What is needed of a run to say whether it can be believed. */
export type ValidityFacts = Pick<Measured, "elapsedMs" | "routes" | "generator"> & Partial<Pick<Measured, "schedule">>;

/** All latencies of a run, failures' included. */
export function latenciesOf({ routes }: ValidityFacts): Histogram {
  return mergedHistogram(routes.flatMap(({ successful, failed }) => [successful, failed]));
}

/** The sum of all values, in microseconds. */
const sumOf = (histogram: Histogram): number => extremesOf(histogram).mean * countOf(histogram);

/** Time that all sending threads had together, in milliseconds. */
export const threadTimeOf = ({ elapsedMs, generator }: ValidityFacts): number => elapsedMs * (generator.workers ?? 1);

/**
 * How much of the time from when a request was due until its answer was read is the generator's own, 0 to 1.
 *
 * With kernel stamps it is measured for each request: lateness of sending and of reading, over both and the latency
 * itself. Without, it is estimated: the time in which the thread was not run, or stayed away, over the time in which
 * anything was in flight, because a request that is in flight meanwhile is measured too long by the overlap.
 */
export function oursOf(facts: ValidityFacts, latency: Histogram): number {
  const lag = facts.schedule === undefined ? 0 : sumOf(facts.schedule.lag);
  const { stamps, queueing } = facts.generator;
  const measured = sumOf(latency);
  if (stamps === "kernel" && queueing !== undefined) return shareOf(lag + sumOf(queueing), measured);
  const away = awayOf(facts, measured / 1_000) * measured;
  return shareOf(lag + away, measured - away);
}

function awayOf(facts: ValidityFacts, latencyMs: number): number {
  const { stolenMs = 0, stalledMs = 0 } = facts.generator;
  const inFlightMs = Math.min(threadTimeOf(facts), latencyMs);
  // A stall may be made of time that was stolen: the larger one covers both.
  return inFlightMs === 0 ? 0 : Math.min(1, Math.max(stolenMs, stalledMs) / inFlightMs);
}

const shareOf = (ours: number, others: number): number => (ours + others === 0 ? 0 : ours / (ours + others));
