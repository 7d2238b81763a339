import { FAILURE_KINDS, mergedHistogram, type FailureKind, type RouteMeasured } from "../../../load/sending/index.ts";
import type { LaneMemory, RouteMemory } from "../memory/index.ts";

/** What all lanes have counted, by name. */
export function routesOf(lanes: readonly LaneMemory[]): readonly RouteMeasured[] {
  return (lanes[0]?.routes ?? []).map((_, index) => routeOf(lanes.flatMap(({ routes }) => routes[index] ?? [])));
}

function routeOf(parts: readonly RouteMemory[]): RouteMeasured {
  return {
    name: parts[0]?.name ?? "",
    statuses: countsOf(parts.map(({ statuses }) => statuses)),
    refusals: countsOf(parts.map(({ refusals }) => refusals)),
    failures: failuresOf(parts),
    successful: mergedHistogram(parts.map(({ successful }) => successful)),
    failed: mergedHistogram(parts.map(({ failed }) => failed)),
    unfinished: parts.reduce((sum, { unfinished }) => sum + (unfinished[0] ?? 0), 0),
  };
}

function countsOf(parts: readonly Uint32Array[]): ReadonlyMap<number, number> {
  const sums = [...(parts[0] ?? [])].map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
  return new Map([...sums.entries()].filter(([, count]) => count > 0));
}

function failuresOf(parts: readonly RouteMemory[]): ReadonlyMap<FailureKind, number> {
  const counts = countsOf(parts.map(({ failures }) => failures));
  return new Map(FAILURE_KINDS.flatMap((kind, index) => (counts.has(index) ? [[kind, counts.get(index) ?? 0]] : [])));
}
