import { recordValue, type Schedule } from "../../../load/sending/index.ts";
import { COUNTER, SLOT, slotAt } from "../memory/index.ts";
import type { Core } from "./core-state.ts";
import { claim } from "./free.ts";

/**
 * Takes up the next arrival for a slot when it is due and may still be begun. What it waited for decides where its latency begins: as long as no
 * slot was free, the server (or the limit of connections that the user chose) made it wait, and that counts; from then
 * on, and as long as one was free, we were late, and that is recorded apart.
 */
export function arrive(core: Core, slot: number, schedule: Schedule): boolean {
  const now = core.atMs;
  const due = core.startedAt + schedule.dueMs;
  if (due > now || due >= core.endsAt || !claim(core)) return false;
  schedule.advance();
  const { lag, blocked } = core.memory;
  const since = core.busySince > due ? core.busySince : due;
  // A parked slot is free; another one was busy until it came free, at the stamp of its answer.
  const wasFree = core.freeCount > 0;
  const blockedMs = wasFree ? 0 : Math.max(0, (core.freedAt[slot] ?? 0) - since);
  core.dueAt[slot] = due;
  core.latencyFrom[slot] = blockedMs > 0 ? since : now;
  const lagMs = now - due - blockedMs;
  recordValue(lag, lagMs * 1_000);
  if (blockedMs > 0) recordValue(blocked, blockedMs * 1_000);
  countDue(core, due - core.startedAt, lagMs);
  return true;
}

/** Counts an arrival in the stretch of time in which it was due. */
function countDue(core: Core, dueMs: number, lagMs: number): void {
  const { slots } = core.memory;
  const { figures } = slots;
  const at = slotAt(slots, dueMs) * SLOT.width;
  figures[at + SLOT.due] = (figures[at + SLOT.due] ?? 0) + 1;
  figures[at + SLOT.lag] = (figures[at + SLOT.lag] ?? 0) + lagMs;
  if (lagMs > (figures[at + SLOT.mostLag] ?? 0)) figures[at + SLOT.mostLag] = lagMs;
  core.counters[COUNTER.arrived] = (core.counters[COUNTER.arrived] ?? 0) + 1;
}
