interface Stretch {
  readonly startedMs: number;
  readonly endedMs: number;
}

/**
 * How long at least one of some stretches lasted: statements that run at the same time count once.
 *
 * @example
 * coveredMs([{ startedMs: 0, endedMs: 4 }, { startedMs: 2, endedMs: 6 }]); // 6
 */
export function coveredMs(stretches: readonly Stretch[]): number {
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { startedMs, endedMs } of stretches.toSorted((a, b) => a.startedMs - b.startedMs)) {
    total += Math.max(0, endedMs - Math.max(startedMs, until));
    until = Math.max(until, endedMs);
  }
  return total;
}
