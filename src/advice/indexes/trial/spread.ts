/** Times of one statement. */
export interface Spread {
  readonly medianMs: number;
  /** The median of such runs lies between these in 95 of 100 cases; with fewer than six runs they are the least and the most seen. */
  readonly lowMs: number;
  readonly highMs: number;
  readonly runs: number;
}

/**
 * The median and its interval by ranks, which assumes nothing about how times are spread (Conover, Practical Nonparametric Statistics,
 * 3.2). Undefined without times.
 *
 * @example
 * spreadOf([3, 1, 2]); // { medianMs: 2, lowMs: 1, highMs: 3, runs: 3 }
 */
export function spreadOf(times: readonly number[]): Spread | undefined {
  const sorted = times.toSorted((a, b) => a - b);
  const [runs, middle] = [sorted.length, (sorted.length - 1) / 2];
  const low = Math.max(0, Math.floor(runs / 2 - 0.98 * Math.sqrt(runs)) - 1);
  const [first, last] = [sorted[low], sorted[runs - 1 - low]];
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (first === undefined || last === undefined || below === undefined || above === undefined) return undefined;
  return { medianMs: (below + above) / 2, lowMs: first, highMs: last, runs };
}
