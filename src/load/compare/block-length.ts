// Shorter blocks cancel more of what disturbs both: on a machine with 15 runnable processes for two cores the interval is half as wide
// with 50 ms as with 100, and hardly narrower with 25, which lose more to waiting for the last answers.
const SHORTEST_MS = 50;
// So that waiting for the last answers is a small part of a block.
const LATENCIES = 10;
const FEWEST_PAIRS = 20;
const MOST_PAIRS = 1_000;

/**
 * How long a block is: 50 ms; longer where answers take long, as far as 20 pairs fit into the time, and in long comparisons,
 * so that there are no more than 1,000 pairs.
 *
 * @example
 * blockLengthMs(30_000, 4); // 50
 */
export function blockLengthMs(durationMs: number, latencyMs: number): number {
  const wanted = Math.min(latencyMs * LATENCIES, durationMs / (2 * FEWEST_PAIRS) - latencyMs);
  return Math.round(Math.max(SHORTEST_MS, wanted, durationMs / (2 * MOST_PAIRS)));
}
