/** Requests per second, split by what they do to the database. */
export interface Traffic {
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
}

const round = (value: number): number => Number(value.toFixed(2));

/**
 * A rate split by its ratio of reads to writes.
 *
 * @example
 * splitTraffic(50, 20); // { readsPerSecond: 47.62, writesPerSecond: 2.38 }
 */
export function splitTraffic(requestsPerSecond: number, readWriteRatio: number): Traffic {
  const writesPerSecond = requestsPerSecond / (1 + readWriteRatio);
  return { readsPerSecond: round(requestsPerSecond - writesPerSecond), writesPerSecond: round(writesPerSecond) };
}

/**
 * Writes that can be lost when the last `rpoMinutes` are gone, at this rate all along: an upper bound.
 *
 * @example
 * writesAtRisk(2.38, 60); // 8568
 */
export function writesAtRisk(writesPerSecond: number, rpoMinutes: number): number {
  return Math.ceil(round(writesPerSecond * rpoMinutes * 60));
}

/**
 * Requests in flight at once by Little's law, L = λ·W, with W in milliseconds. With a p95 for the mean time that
 * the law speaks of, it is an upper estimate.
 *
 * Source: Little, "A Proof for the Queuing Formula L = λW", Operations Research 9(3), 1961.
 *
 * @example
 * inFlight(50, 250); // 12.5
 */
export function inFlight(requestsPerSecond: number, timeMs: number): number {
  return round((requestsPerSecond * timeMs) / 1_000);
}
