// The global of this name is looked up anew at every use, which takes as long as reading the clock.
import { performance as clock } from "node:perf_hooks";

/** What `performance.now()` of this thread lacks to the monotonic clock that all threads and the kernel share. */
const OFFSET_MS = offset();

/**
 * Milliseconds of the system's monotonic clock (CLOCK_MONOTONIC on Linux): the same in every thread of the machine, which
 * `performance.now()` is not, because it counts from the thread's start.
 *
 * @example
 * const began = monotonicMs();
 */
export function monotonicMs(): number {
  return clock.now() + OFFSET_MS;
}

// The tightest of a few pairs of readings: in between, the thread may be suspended.
function offset(): number {
  let best = { widthMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const before = clock.now();
    const [seconds, nanoseconds] = process.hrtime();
    const after = clock.now();
    const widthMs = after - before;
    if (widthMs >= best.widthMs) continue;
    best = { widthMs, offsetMs: seconds * 1_000 + nanoseconds / 1e6 - (before + after) / 2 };
  }
  return best.offsetMs;
}
