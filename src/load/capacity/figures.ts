import type { Measured } from "../measured.ts";
import { outcomeOf, type Outcome } from "../outcome.ts";

/** What a report says of a trial, whatever it means for the search. */
export interface TrialFigures {
  readonly requests: number;
  readonly failed: number;
  readonly lost: number;
  /** Of all finished requests; null when there were none. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly errors: Outcome["errors"];
  /** Share of the time in which the generator had work, 0 to 1. */
  readonly generatorBusy: number;
}

/** The figures of one trial. */
export function figuresOf({ routes, elapsedMs, schedule, generator }: Measured): TrialFigures {
  const { requests, latency, errors } = outcomeOf(routes, elapsedMs);
  return {
    requests: requests.total,
    failed: requests.failed,
    lost: requests.unfinished + (schedule?.unsent ?? 0),
    p50Ms: latency.all?.p50Ms ?? null,
    p99Ms: latency.all?.p99Ms ?? null,
    errors,
    generatorBusy: generator.busy,
  };
}
