import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../command/index.ts";

/** The machine's clock, the same in all threads; a sleep that is aborted rejects with the signal's `AbortError`. */
export function createClock(): Clock {
  return {
    now: () => new Date(),
    monotonicMs: () => {
      const [seconds, nanoseconds] = process.hrtime();
      return seconds * 1_000 + nanoseconds / 1e6;
    },
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
  };
}
