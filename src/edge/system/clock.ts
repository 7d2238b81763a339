import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../command/index.ts";

export function createClock(): Clock {
  return {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
  };
}
