import type { Core } from "../hot/index.ts";
import { GATE, STEER } from "../memory/index.ts";

/**
 * Opens a lane's gate when it was told to (GATE.opening). The time that it was shut is none for the lane: its schedule goes on
 * where it stood, so that an open workload does not find a heap of arrivals, and its slots of time follow each other.
 */
export function passGate(core: Core, nowMs: number): void {
  const { words, times } = core.control;
  if (words[core.gate] !== GATE.opening) return;
  const index = 1 + core.gate - STEER.gates;
  const rested = nowMs - (times[index] ?? nowMs);
  core.startedAt += rested;
  core.endsAt += rested;
  core.busySince += rested;
  core.rowEndsAt += rested;
  times[index] = nowMs;
  Atomics.store(words, core.gate, GATE.open);
}
