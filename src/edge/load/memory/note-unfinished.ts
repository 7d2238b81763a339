import type { LaneMemory } from "./lane-memory.ts";

/** Counts the requests that nothing has been heard of when a lane is over, or when its thread died; each once. */
export function noteUnfinished({ current, routeOf, routes }: LaneMemory): void {
  for (const request of current) {
    const route = request < 0 ? undefined : routes[routeOf[request] ?? -1];
    if (route !== undefined) route.unfinished[0] = (route.unfinished[0] ?? 0) + 1;
  }
  current.fill(-1);
}
