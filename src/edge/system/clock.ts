import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../command/index.ts";

/** The machine's clock; a sleep that is aborted rejects with the signal's `AbortError`. */
export function createClock(): Clock {
  return {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
  };
}
