import { levelAt } from "../../../load/sending/index.ts";
import { isInTime } from "../hot/index.ts";
import { COUNTER, STEER } from "../memory/index.ts";
import type { Lane } from "./lane.ts";

/**
 * What every transport does from time to time (20 times a second will do) with `core.atMs` set: the level of a ramp becomes
 * the number of users, and the end is noted. True while the lane goes on.
 */
export function steer({ plan, core }: Lane): boolean {
  const { words } = core.control;
  if (plan.ramp !== undefined) words[STEER.users] = Math.ceil(levelAt(0, plan.ramp, core.atMs - core.startedAt) - 1e-9);
  core.counters[COUNTER.users] = core.schedule === undefined ? usersOf(core) : core.inFlight;
  if (words[STEER.kill] === 1) return false;
  if (isInTime(core)) return true;
  if (core.counters[COUNTER.stoppedAt] === 0) core.counters[COUNTER.stoppedAt] = Math.min(core.atMs, core.endsAt);
  return core.atMs - (core.counters[COUNTER.stoppedAt] ?? 0) < GRACE_MS;
}

/** How long a request in flight is waited for once nothing more is begun, in milliseconds. */
const GRACE_MS = 1_000;

function usersOf({ control, share, slots }: Lane["core"]): number {
  const wanted = control.words[STEER.users] ?? 0;
  return Math.max(0, Math.min(slots, Math.ceil((wanted - share.index) / share.of)));
}
