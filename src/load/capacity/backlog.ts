import type { Observation } from "./observation.ts";

// A queue that is only restless comes back: its changes cancel out, so even 3 is out of its reach.
const SURELY = 4;
const FEWEST_STRETCHES = 8;
const SMALLEST_GROWTH = 8;

/**
 * Whether the backlog grew all along, as it does above the throughput that a server is capable of: its increments' sum over
 * the standard deviation that independent increments of this size would give it.
 *
 * @example
 * isGrowing({ growth: [9, 11, 10, 12, 9, 10, 11, 10] }); // true: ten more were due than answered, every time
 */
export function isGrowing({ growth }: Pick<Observation, "growth">): boolean {
  const total = growth.reduce((sum, change) => sum + change, 0);
  if (growth.length < FEWEST_STRETCHES || total < SMALLEST_GROWTH) return false;
  const mean = total / growth.length;
  const variance = growth.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (growth.length - 1);
  return total > SURELY * Math.sqrt(variance * growth.length);
}
