import { readFileSync } from "node:fs";

/**
 * How long this thread has been ready to run without being run, in milliseconds, where the system says so (Linux, the second
 * figure of schedstat, in nanoseconds: Documentation/scheduler/sched-stats.rst).
 */
export function ownStealMs(): number | undefined {
  try {
    const [, waited] = readFileSync("/proc/thread-self/schedstat", "latin1").split(" ");
    return waited === undefined ? undefined : Number(waited) / 1e6;
  } catch {
    return undefined;
  }
}
