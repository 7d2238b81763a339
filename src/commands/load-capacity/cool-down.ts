import type { World } from "../../command/index.ts";
import { figuresOf } from "../../load/capacity/index.ts";
import type { Subject } from "./subject.ts";

const PROBES = 3;
const LONGEST_MS = 5_000;
const PAUSE_MS = 100;
const AS_BEFORE = 2;
const ALLOWANCE_MS = 3;

/**
 * Waits until what a trial left behind is worked off: a user alone is answered about as quickly as before all trials. Gives up
 * after five seconds: the next trial will show what is left.
 */
export async function coolDown(subject: Subject, aloneMs: number, world: World): Promise<void> {
  const until = world.clock.monotonicMs() + LONGEST_MS;
  while (world.clock.monotonicMs() < until && !world.signal.aborted) {
    const plan = { ...subject.plan, concurrency: 1, requestLimit: PROBES, durationMs: LONGEST_MS };
    const { p50Ms } = figuresOf(await world.load.run(plan, { signal: world.signal }));
    if ((p50Ms ?? Number.POSITIVE_INFINITY) <= aloneMs * AS_BEFORE + ALLOWANCE_MS) return;
    await world.clock.sleep(PAUSE_MS, world.signal).catch(() => undefined);
  }
}
