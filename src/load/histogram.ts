// A value's index is the exponent and the top 10 mantissa bits of its IEEE-754 form: 1,024 buckets an octave, so the
// middle of a bucket is at most 1/2048 = 0.049 % away. 40 octaves from 1/8 µs to 38 hours.
const MANTISSA_BITS = 10;
const LOWEST_EXPONENT = -3;
const OCTAVES = 40;
const BUCKETS = OCTAVES << MANTISSA_BITS;
const BASE = (1023 + LOWEST_EXPONENT) << MANTISSA_BITS;

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Bytes that one histogram occupies. */
export const HISTOGRAM_BYTES = 32 + BUCKETS * 4;

/**
 * Durations in microseconds, counted. Both arrays may lie on a SharedArrayBuffer: a worker writes, another thread
 * reads and merges.
 */
export interface Histogram {
  readonly counts: Uint32Array;
  /** Count, sum, smallest, largest. */
  readonly totals: Float64Array;
}

/**
 * An empty histogram, on memory of its own or on given memory of `HISTOGRAM_BYTES` bytes.
 *
 * @example
 * const shared = createHistogram(new SharedArrayBuffer(HISTOGRAM_BYTES));
 */
export function createHistogram(memory: ArrayBufferLike = new ArrayBuffer(HISTOGRAM_BYTES)): Histogram {
  const totals = new Float64Array(memory, 0, 4);
  totals[2] = Number.POSITIVE_INFINITY;
  return { counts: new Uint32Array(memory, 32, BUCKETS), totals };
}

/** Adds one value in microseconds; what lies outside the range is counted in the outermost bucket. */
export function recordValue(histogram: Histogram, micros: number): void {
  const { counts, totals } = histogram;
  const index = bucketOf(micros);
  counts[index] = (counts[index] ?? 0) + 1;
  totals[0] = (totals[0] ?? 0) + 1;
  totals[1] = (totals[1] ?? 0) + micros;
  if (micros < (totals[2] ?? 0)) totals[2] = micros;
  if (micros > (totals[3] ?? 0)) totals[3] = micros;
}

function bucketOf(micros: number): number {
  scratch[0] = micros;
  const raw = ((scratchWords[HIGH] ?? 0) >>> (20 - MANTISSA_BITS)) - BASE;
  // A negative value has the sign bit set and would land at the top.
  return raw < 0 || micros < 0 ? 0 : raw >= BUCKETS ? BUCKETS - 1 : raw;
}

/** Adds the values of `from` to `into`; the order of merging does not matter. */
export function mergeHistogram(into: Histogram, from: Histogram): void {
  if (countOf(from) === 0) return;
  const last = bucketOf(from.totals[3] ?? 0);
  // Most of the 40,960 buckets lie below the smallest value or above the largest.
  for (let index = bucketOf(from.totals[2] ?? 0); index <= last; index += 1) {
    const count = from.counts[index] ?? 0;
    if (count > 0) into.counts[index] = (into.counts[index] ?? 0) + count;
  }
  into.totals[0] = countOf(into) + countOf(from);
  into.totals[1] = (into.totals[1] ?? 0) + (from.totals[1] ?? 0);
  into.totals[2] = Math.min(into.totals[2] ?? 0, from.totals[2] ?? 0);
  into.totals[3] = Math.max(into.totals[3] ?? 0, from.totals[3] ?? 0);
}

/** Forgets every value, so that the memory can be used again. */
export function clearHistogram({ counts, totals }: Histogram): void {
  counts.fill(0);
  totals.set([0, 0, Number.POSITIVE_INFINITY, 0]);
}

/** All values of several histograms in a new one. */
export function mergedHistogram(histograms: Iterable<Histogram>): Histogram {
  const all = createHistogram();
  for (const histogram of histograms) mergeHistogram(all, histogram);
  return all;
}

/** How many values were recorded. */
export function countOf(histogram: Histogram): number {
  return histogram.totals[0] ?? 0;
}

/** Exact, in microseconds; 0 when nothing was recorded. */
export function extremesOf(histogram: Histogram): {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
} {
  const count = countOf(histogram);
  if (count === 0) return { min: 0, mean: 0, max: 0 };
  const [, sum = 0, min = 0, max = 0] = histogram.totals;
  return { min, mean: sum / count, max };
}

/**
 * The values of the given ranks, in microseconds: the smallest value that at least the share `q` of all values does not
 * exceed (nearest rank), within 0.049 %.
 *
 * @param shares ascending, 0 to 1
 * @example
 * quantilesOf(histogram, [0.5, 0.99]); // [67_012, 423_400]
 */
export function quantilesOf(histogram: Histogram, shares: readonly number[]): readonly number[] {
  const count = countOf(histogram);
  if (count === 0) return shares.map(() => 0);
  const { min, max } = extremesOf(histogram);
  let index = bucketOf(min) - 1;
  let seen = 0;
  return shares.map((share) => {
    const rank = Math.min(count, Math.max(1, Math.ceil(share * count)));
    while (seen < rank && index < BUCKETS - 1) seen += histogram.counts[(index += 1)] ?? 0;
    return Math.min(max, Math.max(min, middleOf(index)));
  });
}

/** Standard deviation in microseconds, from the buckets' middles. */
export function deviationOf(histogram: Histogram): number {
  const count = countOf(histogram);
  const { min, mean, max } = extremesOf(histogram);
  const last = bucketOf(max);
  let sum = 0;
  for (let index = bucketOf(min); index <= last; index += 1) {
    const bucket = histogram.counts[index] ?? 0;
    if (bucket > 0) sum += bucket * (middleOf(index) - mean) ** 2;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

// Powers cost more than all the rest of adding up a histogram.
const OCTAVE = Float64Array.from({ length: OCTAVES }, (_, octave) => 2 ** (octave + LOWEST_EXPONENT));

function middleOf(index: number): number {
  const octave = OCTAVE[index >>> MANTISSA_BITS] ?? 0;
  return octave * (1 + ((index & ((1 << MANTISSA_BITS) - 1)) + 0.5) / (1 << MANTISSA_BITS));
}

/** The lower end of a bucket of `counts`, in microseconds. @example bucketFloor(0); // 0.125 */
export function bucketFloor(index: number): number {
  return (
    2 ** ((index >>> MANTISSA_BITS) + LOWEST_EXPONENT) *
    (1 + (index & ((1 << MANTISSA_BITS) - 1)) / (1 << MANTISSA_BITS))
  );
}
