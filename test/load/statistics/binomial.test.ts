import { describe, expect, test } from "vitest";
import { clopperPearson, orderStatisticRanks, seededRandom } from "../../../src/load/statistics/index.ts";

describe("the exact interval of a probability", () => {
  // R 4.2: binom.test(successes, trials)$conf.int
  test.each([
    [2, 20, 0.01234853, 0.31698271],
    [0, 10, 0, 0.3084971],
    [10, 10, 0.6915029, 1],
    [5, 10, 0.18708603, 0.81291397],
  ])("%i of %i", (successes, trials, low, high) => {
    const interval = clopperPearson(successes, trials, 0.95);
    expect(interval.low).toBeCloseTo(low, 7);
    expect(interval.high).toBeCloseTo(high, 7);
  });

  test("narrows with the sample, also a large one", () => {
    const { low, high } = clopperPearson(10_000, 1_000_000, 0.99);
    expect(low).toBeGreaterThan(0.0097);
    expect(high).toBeLessThan(0.0103);
  });
});

describe("the ranks around a quantile", () => {
  // Conover, Practical Nonparametric Statistics, and every table of the median's interval.
  test.each([
    [0.5, 20, 6, 15],
    [0.5, 100, 40, 61],
    [0.5, 10, 2, 9],
    [0.5, 6, 1, 6],
  ])("of the quantile %f in a sample of %i", (share, size, low, high) => {
    expect(orderStatisticRanks(share, size, 0.95)).toEqual({ low, high });
  });

  test("are missing where the sample is too small for that side", () => {
    expect(orderStatisticRanks(0.99, 100, 0.95)).toEqual({ low: 97, high: null });
    expect(orderStatisticRanks(0.5, 4, 0.95)).toEqual({ low: null, high: null });
  });

  test("hold the quantile as often as they say", () => {
    const draw = seededRandom(1);
    const { low, high } = orderStatisticRanks(0.9, 200, 0.95);
    const hits = Array.from({ length: 2_000 }, () => {
      const sample = Array.from({ length: 200 }, draw).sort((left, right) => left - right);
      return (sample[(low ?? 1) - 1] ?? 0) <= 0.9 && 0.9 <= (sample[(high ?? 200) - 1] ?? 1);
    }).filter(Boolean).length;
    expect(hits).toBeGreaterThan(1_890);
    expect(hits).toBeLessThan(1_960);
  });
});
