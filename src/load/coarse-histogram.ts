// 5 mantissa bits and 30 octaves of a value's IEEE-754 form, from 1/2 µs to 9 minutes: 3,840 bytes, the middle of a bucket
// at most 1/64 away.
const MANTISSA_BITS = 5;
const LOWEST_EXPONENT = -1;
const OCTAVES = 30;

/** Buckets of a coarse histogram. */
export const COARSE_BUCKETS = OCTAVES << MANTISSA_BITS;
const BASE = (1023 + LOWEST_EXPONENT) << MANTISSA_BITS;

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Durations in microseconds, counted in `COARSE_BUCKETS` buckets. May lie on a SharedArrayBuffer. */
export type CoarseHistogram = Uint32Array;

/** The bucket of a value in microseconds; what lies outside the range belongs to the outermost one. */
export function coarseBucket(micros: number): number {
  scratch[0] = micros;
  const raw = ((scratchWords[HIGH] ?? 0) >>> (20 - MANTISSA_BITS)) - BASE;
  return raw < 0 || micros < 0 ? 0 : Math.min(raw, COARSE_BUCKETS - 1);
}

/** The middle of a bucket, in microseconds. */
export function coarseMiddle(bucket: number): number {
  const octave = 2 ** ((bucket >>> MANTISSA_BITS) + LOWEST_EXPONENT);
  return octave * (1 + ((bucket & ((1 << MANTISSA_BITS) - 1)) + 0.5) / (1 << MANTISSA_BITS));
}
