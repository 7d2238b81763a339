import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeQuantile, type Spread } from "../../../src/load/merge/index.ts";

const SHARES = [
  0,
  ...Array.from({ length: 199 }, (_, index) => (index + 1) / 200),
  ...Array.from({ length: 8 }, (_, index) => 0.991 + index / 1_000).filter((share) => Math.abs(share - 0.995) > 1e-9),
  ...Array.from({ length: 10 }, (_, index) => 0.999 + index / 10_000),
  1,
].sort((a, b) => a - b);

/** As k6 computes it: linear between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  return { count: sorted.length, meanMs: null, shares: SHARES, values: SHARES.map((share) => quantile(sorted, share)) };
}

/** A skewed distribution, as latencies are: the same numbers for the same seed. */
function samplesOf(seed: number, count: number, scale: number): readonly number[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return scale * Math.exp(0.5 * normal);
  });
}

describe("merged percentiles", () => {
  it("are within 2 % of those of all samples together, however unlike the parts are", () => {
    const part = fc.record({
      seed: fc.nat(),
      count: fc.integer({ min: 2_000, max: 8_000 }),
      scale: fc.double({ min: 1, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const samples = parts.map(({ seed, count, scale }) => samplesOf(seed, count, scale));
        const whole = samples.flat().sort((a, b) => a - b);
        for (const share of [0.5, 0.75, 0.9, 0.95, 0.99]) {
          const { valueMs, lowMs, highMs } = mergeQuantile(samples.map(spreadOf), share);
          // Between two values, every part and the whole have their percentile somewhere.
          const slack = (parts.length + 1) / whole.length;
          const [least, most] = [quantile(whole, share - slack), quantile(whole, share + slack)];
          expect(valueMs).toBeGreaterThan(least * 0.98);
          expect(valueMs).toBeLessThan(most * 1.02);
          expect(lowMs).toBeLessThanOrEqual(most);
          expect(highMs).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("are not averages: one slow pod in ten is the tail", () => {
    const fast = { count: 900, meanMs: 1, shares: [0, 0.5, 0.9, 0.95, 1], values: [1, 1, 1, 1, 1] };
    const slow = { count: 100, meanMs: 100, shares: [0, 0.5, 0.9, 0.95, 1], values: [100, 100, 100, 100, 100] };
    expect(mergeQuantile([fast, slow], 0.5).valueMs).toBe(1);
    expect(mergeQuantile([fast, slow], 0.95).valueMs).toBe(100);
  });

  it("are not made up where the parts say too little", () => {
    const coarse = { count: 1_000, meanMs: 2, shares: [0, 0.5, 0.9, 0.95, 1], values: [1, 2, 4, 5, 900] };
    expect(mergeQuantile([coarse], 0.95)).toEqual({ valueMs: 5, lowMs: 5, highMs: 5 });
    expect(mergeQuantile([coarse, coarse], 0.99)).toEqual({ valueMs: null, lowMs: 5, highMs: 900 });
    expect(mergeQuantile([], 0.5).valueMs).toBeNull();
  });
});
