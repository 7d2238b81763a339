import { readFileSync } from "node:fs";

/**
 * What waking a thread takes where nothing else wants its core, and somewhat more: on the machine where this was measured 3 to 10 µs,
 * 16,000 times a second for one user at full speed, which adds up to 8 % of the time without anybody having taken any.
 */
const WAKING_MS = 0.02;

/**
 * How long this thread has been ready to run without being run, beyond what waking it took each time, in milliseconds, where the
 * system says so (Linux, the second and third figure of schedstat, nanoseconds and times: Documentation/scheduler/sched-stats.rst).
 */
export function ownStealMs(): number | undefined {
  try {
    const [, waited, times] = readFileSync("/proc/thread-self/schedstat", "latin1").split(" ");
    return waited === undefined ? undefined : Number(waited) / 1e6 - Number(times ?? 0) * WAKING_MS;
  } catch {
    return undefined;
  }
}
