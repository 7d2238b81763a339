import type { LoadTick } from "../measured.ts";
import type { LoadPlan } from "../plan.ts";

const MOST_RATES = 120;

/** Where a run stands, with what came before it. */
export interface LiveFigures {
  readonly tick: LoadTick;
  /** Answers a second at the last ticks, the newest last. */
  readonly rates: readonly number[];
  /** How far the run is, 0 to 1; undefined where its end is not known. */
  readonly doneShare: number | undefined;
  readonly remainingMs: number | undefined;
  readonly failedPercent: number;
}

/**
 * The next figures to show, from the ones before and a new tick.
 *
 * @example
 * const live = liveFigures(plan, undefined, tick);
 */
export function liveFigures(
  plan: Pick<LoadPlan, "durationMs" | "requestLimit" | "scenario">,
  before: LiveFigures | undefined,
  tick: LoadTick,
): LiveFigures {
  const doneShare = shareOf(plan, tick);
  return {
    tick,
    rates: [...(before?.rates ?? []), tick.requestsPerSecond].slice(-MOST_RATES),
    doneShare,
    remainingMs: remainingOf(tick, doneShare),
    failedPercent: tick.finished === 0 ? 0 : (tick.failed * 100) / tick.finished,
  };
}

/** Whichever limit is nearer; iterations of a scenario are not counted in requests. */
function shareOf(
  { durationMs, requestLimit, scenario }: Pick<LoadPlan, "durationMs" | "requestLimit" | "scenario">,
  { elapsedMs, finished }: LoadTick,
): number | undefined {
  const byTime = durationMs === undefined ? 0 : elapsedMs / durationMs;
  const byCount = requestLimit === undefined || scenario !== undefined ? 0 : finished / requestLimit;
  const share = Math.max(byTime, byCount);
  return share > 0 ? Math.min(1, share) : undefined;
}

const remainingOf = ({ elapsedMs }: LoadTick, share: number | undefined): number | undefined =>
  share === undefined ? undefined : elapsedMs / share - elapsedMs;
