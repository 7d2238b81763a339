import type { Arrival } from "../plan.ts";
import { seededRandom } from "../random.ts";

/** Which part of a run: arrivals `index`, `index + of`, `index + 2 of`, … are its own. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** The arrivals of one share, in order. */
export interface Schedule {
  /** When the next arrival is due, milliseconds from the start; Infinity when there are none any more. */
  dueMs: number;
  /** Goes on to the arrival after it. */
  advance(): void;
}

/** A stretch in which the rate changes evenly. `before` counts the arrivals (not whole) up to its beginning. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly before: number;
  /** Arrivals a millisecond at its beginning, and how much more a millisecond later. */
  readonly rate: number;
  readonly slope: number;
}

/**
 * When a share of a workload's arrivals is due. Arrival n comes when the integral of the rate reaches n (constant), or a sum
 * of n exponential gaps (Poisson, by time change: Cinlar 1975); within a stage that is the root of a quadratic, so no
 * error adds up. All shares of one seed together are the same arrivals however many shares there are.
 *
 * @example
 * const schedule = newSchedule({ startPerSecond: 10, stages: [], process: "constant" }, { index: 0, of: 1 }, 1);
 * schedule.dueMs; // 0, and 100 after schedule.advance()
 */
export function newSchedule(arrival: Arrival, { index, of }: Share, seed: number): Schedule {
  const stretches = stretchesOf(arrival);
  const counts = arrival.process === "poisson" ? poissonCounts(seed) : (n: number): number => n;
  let n = index;
  let at = 0;
  const due = (): number => {
    const count = counts(n);
    while (at < stretches.length - 1 && countAt(stretches[at], stretches[at]?.untilMs ?? 0) <= count) at += 1;
    return timeOf(stretches[at], count);
  };
  const schedule = {
    dueMs: due(),
    advance(): void {
      n += of;
      schedule.dueMs = due();
    },
  };
  return schedule;
}

/** How many arrivals are due before `atMs`, the integral of the rate: exact but for rounding when they are constant. */
export function arrivalCount(arrival: Arrival, atMs: number): number {
  const stretch = stretchesOf(arrival).find(({ untilMs }) => atMs < untilMs);
  return countAt(stretch, atMs);
}

/** How many arrivals are due before `atMs`: those that are drawn are drawn again, the others are the integral of the rate. */
export function arrivalsBefore(arrival: Arrival, atMs: number, seed: number): number {
  if (arrival.process === "constant") return Math.ceil(arrivalCount(arrival, atMs) - 1e-6);
  const schedule = newSchedule(arrival, { index: 0, of: 1 }, seed);
  let count = 0;
  for (; schedule.dueMs < atMs; schedule.advance()) count += 1;
  return count;
}

function stretchesOf({ startPerSecond, stages }: Arrival): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let rate = startPerSecond / 1_000;
  let fromMs = 0;
  let before = 0;
  for (const { durationMs, target } of stages) {
    const slope = durationMs === 0 ? 0 : (target / 1_000 - rate) / durationMs;
    const stretch = { fromMs, untilMs: fromMs + durationMs, before, rate, slope };
    if (durationMs > 0) stretches.push(stretch);
    before = countAt(stretch, stretch.untilMs);
    fromMs += durationMs;
    rate = target / 1_000;
  }
  return [...stretches, { fromMs, untilMs: Number.POSITIVE_INFINITY, before, rate, slope: 0 }];
}

function countAt(stretch: Stretch | undefined, atMs: number): number {
  if (stretch === undefined) return 0;
  const passed = atMs - stretch.fromMs;
  if (passed === Number.POSITIVE_INFINITY) return stretch.rate > 0 ? passed : stretch.before;
  return stretch.before + passed * (stretch.rate + (stretch.slope * passed) / 2);
}

// The root of slope/2 t² + rate t = count, in the form that does not cancel for small slopes.
function timeOf(stretch: Stretch | undefined, count: number): number {
  if (stretch === undefined) return Number.POSITIVE_INFINITY;
  const { fromMs, before, rate, slope } = stretch;
  const wanted = Math.max(0, count - before);
  if (wanted === 0) return rate === 0 && slope === 0 ? Number.POSITIVE_INFINITY : fromMs;
  const root = rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * wanted));
  return root === 0 ? Number.POSITIVE_INFINITY : fromMs + (2 * wanted) / root;
}

// Every share draws all gaps, and keeps its own: so the arrivals do not depend on the number of shares.
function poissonCounts(seed: number): (n: number) => number {
  const draw = seededRandom(seed);
  let drawn = -1;
  let sum = 0;
  return (n) => {
    for (; drawn < n; drawn += 1) sum -= Math.log(1 - draw());
    return sum;
  };
}
