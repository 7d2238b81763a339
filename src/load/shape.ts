import { errors } from "../kit/index.ts";
import type { Arrival, LoadPlan, Stage } from "./plan.ts";
import { highestOf, parseStages, stagesMs } from "./stages.ts";

const DEFAULT_CONCURRENCY = 10;
const DEFAULT_DURATION_MS = 30_000;
/** Connections of an open workload that names none: as many as the rate needs when an answer takes a second. */
const OPEN_CONNECTIONS = { least: 10, most: 1_000 } as const;

/** How much load, as it was asked for. */
export interface ShapeWishes {
  /** Users; connections at most when there is a rate. */
  readonly concurrency?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly requestLimit?: number | undefined;
  /** Arrivals a second: makes the workload open. */
  readonly rate?: number | undefined;
  /** `30s:100,1m:500`: rates when there is a rate, users otherwise. */
  readonly stages?: string | undefined;
  readonly arrivals?: Arrival["process"] | undefined;
}

/** The part of a plan that says how much, and for how long. */
export type LoadShape = Pick<LoadPlan, "concurrency" | "ramp" | "arrival" | "durationMs" | "requestLimit">;

/**
 * What the wishes make of a plan. Without a number of requests and without stages it lasts 30 s. Errors: `load-bad-stages`,
 * `load-conflict`.
 *
 * @example
 * shapeOf({ rate: 500, durationMs: 10_000 }).arrival; // { startPerSecond: 500, stages: [], process: "constant" }
 */
export function shapeOf(wishes: ShapeWishes): LoadShape {
  const stages = wishes.stages === undefined ? [] : parseStages(wishes.stages);
  if (wishes.arrivals !== undefined && wishes.rate === undefined)
    throw errors.load.needs({ flag: "--arrivals", needed: "--rate", reason: "users do not arrive by the clock" });
  const end = endOf(wishes, stages);
  return wishes.rate === undefined
    ? { ...closed(wishes, stages), ...end }
    : { ...open(wishes.rate, wishes, stages), ...end };
}

function endOf(
  { durationMs, requestLimit }: ShapeWishes,
  stages: readonly Stage[],
): Pick<LoadShape, "durationMs" | "requestLimit"> {
  const given = durationMs ?? (stages.length > 0 ? stagesMs(stages) : undefined);
  const lasting = given ?? (requestLimit === undefined ? DEFAULT_DURATION_MS : undefined);
  return {
    ...(lasting === undefined ? {} : { durationMs: lasting }),
    ...(requestLimit === undefined ? {} : { requestLimit }),
  };
}

function open(rate: number, { concurrency, arrivals }: ShapeWishes, stages: readonly Stage[]): LoadShape {
  const { least, most } = OPEN_CONNECTIONS;
  return {
    concurrency: concurrency ?? Math.min(most, Math.max(least, Math.ceil(highestOf(rate, stages)))),
    arrival: { startPerSecond: rate, stages, process: arrivals ?? "constant" },
  };
}

/** Users begin at `--concurrency`, or at one, and change from there. */
function closed({ concurrency }: ShapeWishes, stages: readonly Stage[]): LoadShape {
  if (stages.length === 0) return { concurrency: concurrency ?? DEFAULT_CONCURRENCY };
  const start = concurrency ?? 1;
  const highest = Math.ceil(highestOf(start, stages));
  return { concurrency: Math.max(1, highest), ramp: [{ durationMs: 0, target: start }, ...stages] };
}
