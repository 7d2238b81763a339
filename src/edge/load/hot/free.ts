import { NO_LIMIT, STEER } from "../memory/index.ts";
import type { Core } from "./core-state.ts";

/** The slot's connection is ready and has nothing to do: from `core.atMs` on it may be given work by `wake`. */
export function park(core: Core, slot: number): void {
  if ((core.freePlace[slot] ?? -1) >= 0) return;
  core.freePlace[slot] = core.freeCount;
  core.free[core.freeCount] = slot;
  core.freeCount += 1;
}

/** Takes a slot off the stack: it has got work, or its connection is gone. */
export function unpark(core: Core, slot: number): void {
  const place = core.freePlace[slot] ?? -1;
  if (place < 0) return;
  core.freeCount -= 1;
  const last = core.free[core.freeCount] ?? 0;
  core.free[place] = last;
  core.freePlace[last] = place;
  core.freePlace[slot] = -1;
  if (core.freeCount === 0) core.busySince = core.atMs;
}

/** True until the run's time is up or it was told to stop. */
export function isInTime(core: Core): boolean {
  return core.control.words[STEER.stop] === 0 && core.atMs < core.endsAt;
}

/** True while the lane may begin requests at all: in its time, and within the count that all lanes share. */
export function isOpen(core: Core): boolean {
  return hasLeft(core, 0) && isInTime(core);
}

/** True while more than so many requests may still be begun, by whichever lane comes first. */
export function hasLeft({ control }: Core, reserved: number): boolean {
  return (control.words[STEER.left] ?? 0) > reserved;
}

/**
 * Takes one of the requests that may still be begun; false when another lane took the last one. One at a time, so that no
 * lane keeps what another could send.
 */
export function claim({ control }: Core): boolean {
  const { words } = control;
  if (words[STEER.left] === NO_LIMIT) return true;
  if (Atomics.sub(words, STEER.left, 1) > 0) return true;
  Atomics.add(words, STEER.left, 1);
  return false;
}

/** True while this slot's user is wanted (a ramp may send users home) and the lane's gate is open. */
export function isWanted(core: Core, slot: number): boolean {
  return core.control.words[core.gate] === 1 && isUser(core, slot);
}

/** True while this slot's user is among those that are there now. */
export function isUser({ control, share }: Core, slot: number): boolean {
  return slot * share.of + share.index < (control.words[STEER.users] ?? 0);
}
