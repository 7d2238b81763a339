import type { Measured, SlotsMeasured } from "../measured.ts";
import type { LoadPlan } from "../plan.ts";
import type { SteadyState } from "../result/index.ts";
import { steadyStateOf } from "../statistics/index.ts";
import { mergedCoarse } from "../coarse-share.ts";
import { coarseQuantiles } from "./coarse.ts";
import { perSecond, round, sum } from "./round.ts";

/** Whether the run had settled; null without a record over time, and for a load that changes by its own plan. */
export function steadyFigures(plan: LoadPlan, { slots, elapsedMs }: Measured): SteadyState | null {
  if (slots === undefined || changes(plan)) return null;
  const { verdict, warmUpMs, throughput, p50 } = steadyStateOf(slots);
  return {
    verdict,
    warmUpMs,
    throughput: courseOf(throughput),
    p50: courseOf(p50),
    after: warmUpMs > 0 ? afterOf(slots, warmUpMs, elapsedMs) : null,
  };
}

function changes({ arrival, ramp = [] }: LoadPlan): boolean {
  if (arrival === undefined) return ramp.length > 0;
  return arrival.stages.some(({ target }) => target !== arrival.startPerSecond);
}

const courseOf = ({ warmUpPercent, driftPercent, drifts }: SteadyState["p50"]): SteadyState["p50"] => ({
  warmUpPercent: round(warmUpPercent),
  driftPercent: round(driftPercent),
  drifts,
});

function afterOf({ slots, widthMs }: SlotsMeasured, warmUpMs: number, elapsedMs: number): SteadyState["after"] {
  const rest = slots.slice(Math.round(warmUpMs / widthMs));
  const [p50, p95, p99] = coarseQuantiles(mergedCoarse(rest.map(({ latency }) => latency)), [0.5, 0.95, 0.99]);
  if (p50 === undefined || p50 === null) return null;
  const finished = sum(rest.map(({ successful, failed }) => successful + failed));
  const rate = round(perSecond(finished, elapsedMs - warmUpMs));
  return { perSecond: rate, p50Ms: p50, p95Ms: p95 ?? p50, p99Ms: p99 ?? p50 };
}
