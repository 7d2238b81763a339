import type { Measured } from "../measured.ts";
import { outcomeOf } from "../outcome.ts";
import type { Draw } from "../statistics/index.ts";
import { littleCheck } from "./little.ts";
import type { CapacityCurve, CurvePoint } from "./result/index.ts";
import { scalabilityOf } from "./scalability.ts";

/** One closed run with a number of users, as a point of the curve. */
export function curvePointOf(measured: Measured, users: number): CurvePoint {
  const { requests, latency } = outcomeOf(measured.routes, measured.elapsedMs);
  const seconds = measured.elapsedMs / 1_000;
  const perSecond = seconds === 0 ? 0 : requests.successful / seconds;
  const meanMs = latency.all?.meanMs ?? 0;
  const little = littleCheck({ users, perSecond: requests.perSecond, meanMs });
  return {
    users,
    perSecond: round(perSecond),
    meanMs,
    p99Ms: latency.all?.p99Ms ?? 0,
    failed: requests.failed,
    littleUsers: round(little.inSystem),
    littleHolds: little.holds,
  };
}

/** The points and the law that they follow; null without points. */
export function curveOf(points: readonly CurvePoint[], draw: Draw): CapacityCurve | null {
  return points.length === 0 ? null : { points, law: scalabilityOf(points, draw) };
}

const FALLING = 0.7;
const SLOW = 2;

/** Whether more users would tell nothing more: throughput falls, or nearly all of the time is waiting for too long. */
export function isCurveDone(points: readonly CurvePoint[], limitMs: number): boolean {
  const best = Math.max(0, ...points.map(({ perSecond }) => perSecond));
  const last = points.at(-1);
  if (last === undefined) return false;
  return last.perSecond < best * FALLING || (points.length > 4 && last.meanMs > SLOW * limitMs);
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
