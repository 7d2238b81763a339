import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  HISTOGRAM_BYTES,
  clearHistogram,
  countOf,
  createHistogram,
  deviationOf,
  extremesOf,
  mergeHistogram,
  mergedHistogram,
  quantilesOf,
  recordValue,
  type Histogram,
} from "../../src/load/index.ts";

const of = (values: readonly number[]): Histogram => {
  const histogram = createHistogram();
  for (const value of values) recordValue(histogram, value);
  return histogram;
};

// Microseconds from a fraction to hours, evenly over the magnitudes.
const micros = fc.double({ min: -3, max: 36, noNaN: true }).map((exponent) => 2 ** exponent);
const someMicros = fc.array(micros, { minLength: 1, maxLength: 300 });
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });

/** The nearest-rank quantile of the values themselves. */
const exact = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
};

describe("the histogram", () => {
  it("answers every quantile within 0.05 % of the exact one", () => {
    fc.assert(
      fc.property(someMicros, shares, (values, asked) => {
        const ascending = asked.toSorted((a, b) => a - b);
        const found = quantilesOf(of(values), ascending);
        for (const [index, share] of ascending.entries()) {
          const truth = exact(values, share);
          expect(Math.abs((found[index] ?? 0) - truth) / truth).toBeLessThan(0.0005);
        }
      }),
    );
  });

  it("keeps count, extremes and mean exactly", () => {
    fc.assert(
      fc.property(someMicros, (values) => {
        const histogram = of(values);
        const { min, mean, max } = extremesOf(histogram);
        expect(countOf(histogram)).toBe(values.length);
        expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 3);
      }),
    );
  });

  it("is the same in whatever order it is merged, and as if recorded at once", () => {
    fc.assert(
      fc.property(someMicros, someMicros, someMicros, (a, b, c) => {
        const left = mergedHistogram([mergedHistogram([of(a), of(b)]), of(c)]);
        const right = mergedHistogram([of(a), mergedHistogram([of(c), of(b)])]);
        const together = of([...a, ...b, ...c]);
        for (const other of [right, together]) {
          expect(other.counts).toEqual(left.counts);
          expect(quantilesOf(other, [0, 0.5, 0.99, 1])).toEqual(quantilesOf(left, [0, 0.5, 0.99, 1]));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("does not change what it is merged from", () => {
    const from = of([1, 2, 3]);
    const into = of([10]);
    mergeHistogram(into, from);
    mergeHistogram(into, from);
    expect(countOf(from)).toBe(3);
    expect(countOf(into)).toBe(7);
  });

  it("knows the spread", () => {
    expect(deviationOf(of([100, 200, 300, 400]))).toBeCloseTo(111.8, 0);
    expect(deviationOf(of([5]))).toBeCloseTo(0, 1);
  });

  it("is as new when it is cleared", () => {
    const histogram = createHistogram();
    recordValue(histogram, 5);
    clearHistogram(histogram);
    expect(histogram).toEqual(createHistogram());
  });

  it("says nothing but zeroes when it is empty", () => {
    const empty = createHistogram();
    expect(quantilesOf(empty, [0.5, 1])).toEqual([0, 0]);
    expect(extremesOf(empty)).toEqual({ min: 0, mean: 0, max: 0 });
    expect(deviationOf(empty)).toBe(0);
  });

  it.each([
    ["zero", 0],
    ["less than its range", 1e-9],
    ["more than its range", 1e300],
    ["a clock that went back", -5],
  ])("counts %s without losing it", (_, value) => {
    const histogram = of([value, 10, 10]);
    expect(countOf(histogram)).toBe(3);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(quantilesOf(histogram, [0.5])[0]).toBeCloseTo(10, 1);
  });

  it("lies on shared memory as well", () => {
    const memory = new SharedArrayBuffer(HISTOGRAM_BYTES);
    recordValue(createHistogram(memory), 42);
    const seen: Histogram = { counts: new Uint32Array(memory, 32), totals: new Float64Array(memory, 0, 4) };
    expect(countOf(seen)).toBe(1);
    expect(quantilesOf(seen, [0.5])[0]).toBeCloseTo(42, 1);
  });
});
