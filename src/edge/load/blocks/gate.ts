import { monotonicMs } from "../clock.ts";
import { COUNTER, GATE, STEER, type Control, type LaneMemory } from "../memory/index.ts";

/** A lane behind its gate, in whatever thread: what it counts, and the word that it obeys. */
export interface GatedLane {
  readonly memory: LaneMemory;
  readonly control: Control;
  readonly gate: number;
  /** True once nothing is answered any more: the run has ended. */
  readonly isOver: () => boolean;
}

/** Lets a lane begin requests for so long, and answers when its gate opened: when the lane comes round to it. */
export async function openGate(gated: GatedLane, openMs: number): Promise<number> {
  const { words, times } = gated.control;
  const gate = STEER.gates + gated.gate;
  Atomics.store(words, gate, GATE.opening);
  await pause(openMs);
  while (Atomics.load(words, gate) === GATE.opening && !gated.isOver()) await pause(1);
  return times[1 + gated.gate] ?? 0;
}

/**
 * Nothing more is begun; answers when what was in flight had been answered, or the run was ended. A lane in another thread may just
 * have looked at its gate: it is given the time to count what it begins.
 */
export async function shutGate({ control, gate, memory, isOver }: GatedLane): Promise<number> {
  Atomics.store(control.words, STEER.gates + gate, GATE.shut);
  do await pause(1);
  while ((memory.counters[COUNTER.inFlight] ?? 0) > 0 && !isOver());
  const restedAt = monotonicMs();
  control.times[1 + gate] = restedAt;
  return restedAt;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
