import type { LoadPlan } from "../../load/sending/index.ts";
import { monotonicMs } from "./clock.ts";
import type { Host } from "./host/index.ts";
import { STEER, type Control } from "./memory/index.ts";

const LOOK_MS = 1_000;
/** A lane ends a second after its time; a thread that has not by then, and this much later, hangs. */
const OVERDUE_MS = 12_000;

/** Ends threads that do not end themselves, so that a run never hangs on one. */
export function endOverdue(hosts: readonly Host[], control: Control, { durationMs }: LoadPlan): Disposable {
  let overAt = durationMs === undefined ? Number.POSITIVE_INFINITY : monotonicMs() + durationMs;
  const timer = setInterval(() => {
    const now = monotonicMs();
    if (Atomics.load(control.words, STEER.stop) === 1) overAt = Math.min(overAt, now);
    if (now > overAt + OVERDUE_MS) for (const host of hosts) host.close();
  }, LOOK_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
