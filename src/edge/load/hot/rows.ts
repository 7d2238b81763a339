import { COUNTER, SLOT, slotAt } from "../memory/index.ts";
import type { Core } from "./core-state.ts";

/**
 * Where the figures of the time slot at `core.atMs` begin. A kernel's stamp that lies a little before the slot in hand is
 * counted in it.
 */
export function rowOf(core: Core): number {
  if (core.atMs >= core.rowEndsAt) nextRow(core);
  return core.row * SLOT.width;
}

function nextRow(core: Core): void {
  const { slots } = core.memory;
  core.row = slotAt(slots, core.atMs - core.startedAt);
  core.rowEndsAt = core.startedAt + (core.row + 1) * (slots.state[0] ?? 1);
  const at = core.row * SLOT.width;
  slots.figures[at + SLOT.inFlight] = core.inFlight;
  slots.figures[at + SLOT.users] = core.counters[COUNTER.users] ?? 0;
}
