/** What is known of a distribution: how many values, and for some shares of them the value that they do not exceed. */
export interface Spread {
  readonly count: number;
  readonly meanMs: number | null;
  /** Shares from 0 (the smallest) to 1 (the largest), ascending. */
  readonly shares: readonly number[];
  /** The value of each share, ascending. */
  readonly values: readonly number[];
}

/** A quantile with the bounds that the knots leave; null where nothing is known on that side. */
export interface MergedQuantile {
  readonly valueMs: number | null;
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

/** Beyond this ratio of the bounds the value is a guess. */
const WIDEST = 1.25;
/** Sums of shares are not exact. */
const ROUNDING = 1e-9;

/**
 * The quantile of all values together: every part's distribution function is inverted from its percentiles, they are added up by
 * count, and the sum is inverted again. Averaged percentiles would be wrong. Between two known percentiles the values are taken as
 * evenly spread; the bounds hold however they are spread, to within one value of each part: a percentile that lies between two
 * values belongs to neither.
 *
 * @example
 * mergeQuantile([fast, slow], 0.99).valueMs;
 */
export function mergeQuantile(spreads: readonly Spread[], share: number): MergedQuantile {
  const known = spreads.filter(({ count, shares }) => count > 0 && shares.length > 0);
  const [only] = known;
  if (only === undefined) return { valueMs: null, lowMs: null, highMs: null };
  const exact = known.length === 1 ? exactly(only, share) : undefined;
  if (exact !== undefined) return { valueMs: exact, lowMs: exact, highMs: exact };
  const knots = [...new Set(known.flatMap(({ values }) => values))].sort((a, b) => a - b);
  const total = sumOf(known, () => 1);
  const firstWith = (portion: (spread: Spread, value: number) => number): number | undefined =>
    knots[firstIndex(knots, (value) => sumOf(known, (spread) => portion(spread, value)) / total >= share - ROUNDING)];
  const [lowMs = null, highMs = null] = [firstWith(atMost), firstWith(atLeast)];
  const isWide = lowMs === null || highMs === null || highMs > lowMs * WIDEST + ROUNDING;
  return { valueMs: isWide ? null : inverted(known, knots, share), lowMs, highMs };
}

function exactly({ shares, values }: Spread, share: number): number | undefined {
  const index = shares.findIndex((one) => Math.abs(one - share) < 1e-9);
  return index < 0 ? undefined : values[index];
}

/** Index of the last value that is not above the given one; -1 for none. */
const lastNotAbove = (values: readonly number[], value: number): number => firstIndex(values, (one) => one > value) - 1;

/** The share that surely lies at or below a value. */
function atLeast({ shares, values }: Spread, value: number): number {
  const index = lastNotAbove(values, value);
  return index < 0 ? 0 : (shares[index] ?? 0);
}

/** The share that may lie at or below a value. */
function atMost({ shares, values }: Spread, value: number): number {
  const index = lastNotAbove(values, value);
  if (index < 0) return 0;
  return index + 1 < values.length ? (shares[index + 1] ?? 1) : 1;
}

/** The share at or below a value, evenly spread between what is known. */
function between({ shares, values }: Spread, value: number): number {
  const index = lastNotAbove(values, value);
  if (index < 0) return 0;
  const [from = 0, to] = [shares[index], shares[index + 1]];
  const [start = 0, end = 0] = [values[index], values[index + 1]];
  return to === undefined || end <= start ? from : from + ((to - from) * (value - start)) / (end - start);
}

/** The share below a value, as `between` comes to it from the left. */
function justBelow({ shares, values }: Spread, value: number): number {
  const index = firstIndex(values, (one) => one >= value) - 1;
  if (index < 0) return 0;
  const [from = 0, to] = [shares[index], shares[index + 1]];
  const [start = 0, end = 0] = [values[index], values[index + 1]];
  return to === undefined || end <= start ? from : from + ((to - from) * (value - start)) / (end - start);
}

const sumOf = (spreads: readonly Spread[], share: (spread: Spread) => number): number =>
  spreads.reduce((sum, spread) => sum + spread.count * share(spread), 0);

/** Index of the first item that holds; all behind it hold too. Their number when none does. */
function firstIndex(knots: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, knots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(knots[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Between two neighbouring knots the sum is a straight line; at a knot it jumps where many values are the same. */
function inverted(spreads: readonly Spread[], knots: readonly number[], share: number): number | null {
  const total = spreads.reduce((sum, { count }) => sum + count, 0);
  const at = (value: number): number => sumOf(spreads, (spread) => between(spread, value)) / total;
  const place = firstIndex(knots, (value) => at(value) >= share - ROUNDING);
  const above = knots[place];
  if (above === undefined) return knots.at(-1) ?? null;
  const before = knots[place - 1];
  const reached = sumOf(spreads, (spread) => justBelow(spread, above)) / total;
  if (before === undefined || reached < share) return above;
  const from = at(before);
  return reached <= from ? above : before + ((above - before) * (share - from)) / (reached - from);
}
