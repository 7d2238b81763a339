import { errors } from "../../kit/index.ts";
import { parseThreshold, thresholdText } from "../thresholds/index.ts";

/**
 * What a service promises: no more than a share of the requests may break it. A request without a good answer breaks every
 * objective: a quick failure is no quick answer.
 */
export interface Objective {
  /** `p99 < 200ms` */
  readonly text: string;
  /** Share of the requests that may break it, 0 to 1: 0.01 for p99. */
  readonly allowedShare: number;
  /** Answers that take longer break it; undefined when only failures do. */
  readonly limitMs: number | undefined;
}

const SHARES: ReadonlyMap<string, number> = new Map([
  ["p50", 0.5],
  ["p75", 0.25],
  ["p90", 0.1],
  ["p95", 0.05],
  ["p99", 0.01],
  ["p99.9", 0.001],
]);

/**
 * Reads a service-level objective: `p99<200ms`, `p99.9 < 1s`, `errors<1%`. Errors: `load-bad-slo`, `load-bad-threshold`.
 *
 * @example
 * parseObjective("p99<200ms"); // { text: "p99 < 200ms", allowedShare: 0.01, limitMs: 200 }
 */
export function parseObjective(typed: string): Objective {
  const wish = parseThreshold(typed, "flag");
  const { metric, operator, limit, unit, step } = wish;
  const share = metric.name === "errors" && unit === "percent" ? limit / 100 : SHARES.get(metric.name);
  const isUpper = operator === "<" || operator === "<=";
  const isLatency = SHARES.has(metric.name);
  if (share === undefined || step !== undefined || !isUpper || limit <= 0 || share >= 1)
    throw errors.loadCapacity.badSlo({ slo: typed });
  return { text: thresholdText(wish), allowedShare: share, limitMs: isLatency ? limit : undefined };
}
