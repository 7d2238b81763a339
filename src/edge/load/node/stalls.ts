import { monotonicMs } from "../clock.ts";
import { COUNTER } from "../memory/index.ts";
import type { Carried } from "./carried.ts";

const EVERY_MS = 5;
/** Less is what reading a batch of answers takes. */
const STALL_MS = 5;

/** Notes when the event loop does not come round: a timer tells how much later than asked it was called. */
export function watchStalls(carrieds: readonly Carried[]): Disposable {
  let before = monotonicMs();
  const timer = setInterval(() => {
    const now = monotonicMs();
    const lateMs = now - before - EVERY_MS;
    before = now;
    if (lateMs > STALL_MS) for (const { lane } of carrieds) note(lane.core.counters, lateMs);
  }, EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function note(counters: Float64Array, lateMs: number): void {
  counters[COUNTER.stalled] = (counters[COUNTER.stalled] ?? 0) + lateMs;
  counters[COUNTER.longestStall] = Math.max(counters[COUNTER.longestStall] ?? 0, lateMs);
}
