import {
  clearHistogram,
  countOf,
  createHistogram,
  levelAt,
  mergeHistogram,
  quantilesOf,
  type Histogram,
  type LoadObserver,
  type LoadPlan,
  type LoadTick,
} from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { COUNTER, type LaneMemory } from "../memory/index.ts";

const TICK_MS = 250;

/** What is being watched. */
export interface Watched {
  readonly plan: LoadPlan;
  readonly lanes: readonly LaneMemory[];
  readonly startedAt: number;
}

/** Tells the observer four times a second where the run stands. */
export function startProgress(watched: Watched, onTick: LoadObserver["onTick"]): Disposable {
  if (onTick === undefined) return { [Symbol.dispose]: () => {} };
  // One for all ticks: a fresh one each time would be 40 MB of garbage a minute.
  const all = createHistogram();
  let before = { at: watched.startedAt, finished: 0 };
  const timer = setInterval(() => {
    const at = monotonicMs();
    const finished = totalOf(watched, COUNTER.finished);
    const rate = (1_000 * (finished - before.finished)) / (at - before.at);
    before = { at, finished };
    onTick({ ...tickOf(watched, at - watched.startedAt, all), requestsPerSecond: rate });
  }, TICK_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

const totalOf = ({ lanes }: Watched, counter: number): number =>
  lanes.reduce((sum, { counters }) => sum + (counters[counter] ?? 0), 0);

function tickOf(watched: Watched, elapsedMs: number, all: Histogram): Omit<LoadTick, "requestsPerSecond"> {
  const { plan, lanes } = watched;
  clearHistogram(all);
  for (const { routes } of lanes)
    for (const { successful } of routes) if (countOf(successful) > 0) mergeHistogram(all, successful);
  const [p50 = 0, p90 = 0, p99 = 0] = quantilesOf(all, [0.5, 0.9, 0.99]);
  return {
    elapsedMs,
    finished: totalOf(watched, COUNTER.finished),
    failed: totalOf(watched, COUNTER.failed),
    inFlight: totalOf(watched, COUNTER.inFlight),
    p50Ms: p50 / 1_000,
    p90Ms: p90 / 1_000,
    p99Ms: p99 / 1_000,
    users: totalOf(watched, COUNTER.users),
    ...(plan.arrival === undefined
      ? {}
      : { plannedPerSecond: levelAt(plan.arrival.startPerSecond, plan.arrival.stages, elapsedMs) }),
  };
}
