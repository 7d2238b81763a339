import { monotonicMs } from "../clock.ts";
import type { Lane } from "../lane/index.ts";

/** A lane and its gate, with the times that are told to the lane. */
export interface GatedLane {
  readonly lane: Lane;
  /** True once nothing is answered any more: the run has ended. */
  readonly isOver: () => boolean;
  /** When its gate was shut the last time and nothing was in flight any more. */
  restedAt: number;
}

/**
 * Lets a lane begin requests. The time that its gate was shut is none for it: its schedule goes on where it stood, so that an open
 * workload does not find a heap of arrivals, and its slots of time follow each other.
 */
export function openGate(gated: GatedLane): number {
  const { core } = gated.lane;
  const now = monotonicMs();
  const rested = now - gated.restedAt;
  core.startedAt += rested;
  core.endsAt += rested;
  core.busySince += rested;
  core.rowEndsAt += rested;
  core.control.words[core.gate] = 1;
  return now;
}

/** Nothing more is begun; resolves when what was in flight has been answered, or when the run is ended. */
export async function shutGate(gated: GatedLane): Promise<void> {
  const { core } = gated.lane;
  core.control.words[core.gate] = 0;
  while (core.inFlight > 0 && !gated.isOver()) await pause(1);
  gated.restedAt = monotonicMs();
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
