import type { Core } from "./core-state.ts";
import { isOpen, isWanted } from "./free.ts";
import { popSleeper } from "./sleepers.ts";

/** When the next arrival is due, on the common clock; Infinity when none is left or the time is up before. */
function nextDueAt(core: Core): number {
  if (core.schedule === undefined) return Number.POSITIVE_INFINITY;
  const due = core.startedAt + core.schedule.dueMs;
  return due < core.endsAt ? due : Number.POSITIVE_INFINITY;
}

/**
 * A slot that has to go on at `core.atMs`, or -1: a user whose pause is over, a free slot whose arrival is due, a slot
 * whose gate has opened. Call `begin` for it at once (on a connection that is opened if it has none), and ask again.
 */
export function wake(core: Core): number {
  const sleeper = core.actor === undefined ? -1 : popSleeper(core.play, core.atMs);
  if (sleeper >= 0) return sleeper;
  if (core.freeCount === 0 || !isOpen(core)) return -1;
  if (core.schedule !== undefined && nextDueAt(core) > core.atMs) return -1;
  const slot = core.free[core.freeCount - 1] ?? -1;
  return isWanted(core, slot) ? slot : -1;
}

/** When `wake` is worth asking again; Infinity while only an answer can bring work. A gate must be polled. */
export function wakeAt(core: Core): number {
  const due = core.freeCount > 0 ? nextDueAt(core) : Number.POSITIVE_INFINITY;
  const { wakesAt, slots, count } = core.play.sleepers;
  return count === 0 ? due : Math.min(due, wakesAt[slots[0] ?? 0] ?? 0);
}
