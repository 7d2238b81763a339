import { countOf } from "./histogram.ts";
import { latenciesOf } from "./latency.ts";
import type { RouteMeasured } from "./measured.ts";
import type { ErrorCount, RequestCounts, RouteReport, StatusCount } from "./result/index.ts";

export type Outcome = Omit<RouteReport, "name">;

/** The figures of one or several names together; they add up. */
export function outcomeOf(routes: readonly RouteMeasured[], elapsedMs: number): Outcome {
  return {
    requests: requestsOf(routes, elapsedMs),
    latency: latenciesOf(
      routes.map((route) => route.successful),
      routes.map((route) => route.failed),
    ),
    errors: errorsOf(routes),
    statuses: statusesOf(routes),
  };
}

function requestsOf(routes: readonly RouteMeasured[], elapsedMs: number): RequestCounts {
  const successful = sum(routes.map((route) => countOf(route.successful)));
  const failed = sum(routes.map((route) => countOf(route.failed)));
  const unfinished = sum(routes.map((route) => route.unfinished));
  const total = successful + failed + unfinished;
  return {
    total,
    successful,
    failed,
    unfinished,
    // Down and up, from whole numbers: one failure in a million is never printed as none.
    successfulPercent: total === 0 ? 0 : Math.floor((successful * 1_000) / total) / 10,
    failedPercent: total === 0 ? 0 : Math.ceil((failed * 1_000) / total) / 10,
    perSecond: elapsedMs === 0 ? 0 : round((successful + failed) / (elapsedMs / 1_000)),
  };
}

function errorsOf(routes: readonly RouteMeasured[]): readonly ErrorCount[] {
  const failures = added(routes.map((route) => route.failures));
  const refusals = added(routes.map((route) => route.refusals));
  return [
    ...[...failures].map(([kind, count]) => ({ kind, status: null, count })),
    ...[...refusals].map(([status, count]) => ({ kind: "http-status" as const, status, count })),
  ].toSorted((a, b) => b.count - a.count);
}

function statusesOf(routes: readonly RouteMeasured[]): readonly StatusCount[] {
  const statuses = added(routes.map((route) => route.statuses));
  return [...statuses].map(([status, count]) => ({ status, count })).toSorted((a, b) => a.status - b.status);
}

function added<Key>(maps: readonly ReadonlyMap<Key, number>[]): ReadonlyMap<Key, number> {
  const totals = new Map<Key, number>();
  for (const [key, count] of maps.flatMap((map) => [...map])) totals.set(key, (totals.get(key) ?? 0) + count);
  return totals;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
