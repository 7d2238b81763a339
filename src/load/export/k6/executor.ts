import type { JsonObject, JsonValue } from "../../../kit/index.ts";
import type { LoadPlan, Stage } from "../../plan.ts";
import { stagesMs } from "../../stages.ts";

const DAY_MS = 86_400_000;
/** Units of time in which rates are looked for that are whole numbers, as k6 wants them. */
const UNITS_MS = [1_000, 10_000, 60_000, 100_000, 3_600_000] as const;

/** The executor that keeps the same load as a plan. Source: k6's documentation, "Executors" (0.47 to 2.x). */
export function executorOf(plan: LoadPlan): JsonObject {
  return plan.arrival === undefined ? closed(plan) : open(plan, plan.arrival);
}

const time = (milliseconds: number): string => `${Math.round(milliseconds)}ms`;

function closed({ concurrency, ramp, durationMs, requestLimit }: LoadPlan): JsonObject {
  if (requestLimit !== undefined && ramp === undefined)
    return {
      executor: "shared-iterations",
      vus: Math.min(concurrency, requestLimit),
      iterations: requestLimit,
      maxDuration: time(durationMs ?? DAY_MS),
    };
  if (ramp === undefined)
    return { executor: "constant-vus", vus: concurrency, duration: time(durationMs ?? DAY_MS), ...GRACE };
  const stages = lasting(ramp, durationMs).map(({ durationMs: each, target }) => ({
    duration: time(each),
    target: Math.round(target),
  }));
  return { executor: "ramping-vus", startVUs: 0, stages, gracefulRampDown: "1s", ...GRACE };
}

/** As in `load`: an answer that is under way at the end is waited for one second. */
const GRACE = { gracefulStop: "1s" } as const;

function open(plan: LoadPlan, { startPerSecond, stages }: NonNullable<LoadPlan["arrival"]>): JsonObject {
  const { concurrency, durationMs } = plan;
  const unit = unitFor([startPerSecond, ...stages.map(({ target }) => target)]);
  const whole = (perSecond: number): number => Math.round((perSecond * unit) / 1_000);
  const peak = Math.max(startPerSecond, ...stages.map(({ target }) => target));
  const users = {
    timeUnit: time(unit),
    preAllocatedVUs: Math.max(1, Math.min(concurrency, Math.ceil(peak))),
    maxVUs: concurrency,
    ...GRACE,
  };
  if (stages.length === 0)
    return {
      executor: "constant-arrival-rate",
      rate: Math.max(1, whole(startPerSecond)),
      duration: time(endOf(plan, startPerSecond)),
      ...users,
    };
  return {
    executor: "ramping-arrival-rate",
    startRate: whole(startPerSecond),
    stages: lasting(stages, durationMs).map(({ durationMs: each, target }): JsonValue => ({
      duration: time(each),
      target: whole(target),
    })),
    ...users,
  };
}

/** k6 counts no arrivals: their number ends a run by the time that they take. */
function endOf({ durationMs, requestLimit }: LoadPlan, perSecond: number): number {
  const needed = requestLimit === undefined || perSecond === 0 ? DAY_MS : (requestLimit / perSecond) * 1_000;
  return Math.min(durationMs ?? DAY_MS, needed);
}

/** The shortest unit in which every rate is a whole number. */
export function unitFor(ratesPerSecond: readonly number[]): number {
  const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9;
  const fitting = UNITS_MS.find((unit) => ratesPerSecond.every((rate) => isWhole((rate * unit) / 1_000)));
  return fitting ?? UNITS_MS[4];
}

/** Stages that end when the run does: the last level is held, what comes later is cut off. */
export function lasting(stages: readonly Stage[], durationMs: number | undefined): readonly Stage[] {
  const all = stagesMs(stages);
  const last = stages.at(-1);
  if (durationMs === undefined || last === undefined || all === durationMs) return stages;
  if (all < durationMs) return [...stages, { durationMs: durationMs - all, target: last.target }];
  return cutAt(stages, durationMs);
}

function cutAt(stages: readonly Stage[], durationMs: number): readonly Stage[] {
  const made: Stage[] = [];
  let [left, level] = [durationMs, 0];
  for (const stage of stages) {
    if (left <= 0) break;
    const share = stage.durationMs === 0 ? 1 : Math.min(1, left / stage.durationMs);
    made.push({ durationMs: Math.min(left, stage.durationMs), target: level + (stage.target - level) * share });
    left -= stage.durationMs;
    level = stage.target;
  }
  return made;
}
