import { COUNTER } from "../../memory/index.ts";
import type { Carried } from "./carried.ts";

/** From so much on a time away from the sockets counts as a stall. */
const STALL_MS = 5;

/** So long the thread has not asked for events. */
export function noteStall(carrieds: readonly Carried[], awayMs: number): void {
  for (const { lane } of carrieds) {
    const { counters } = lane.core;
    if (awayMs > (counters[COUNTER.longestStall] ?? 0)) counters[COUNTER.longestStall] = awayMs;
    if (awayMs > STALL_MS) counters[COUNTER.stalled] = (counters[COUNTER.stalled] ?? 0) + awayMs;
  }
}

/** A wait without events has lasted so much longer than it was told to. */
export function noteOversleep(carrieds: readonly Carried[], lateMs: number): void {
  if (lateMs > STALL_MS) noteStall(carrieds, lateMs);
}
