import { describe, expect, test } from "vitest";
import {
  hodgesLehmann,
  hodgesLehmannShift,
  holm,
  mannWhitney,
  wilcoxonSignedRank,
} from "../../../src/load/statistics/index.ts";

// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods: example 3.1 (depression scale) and 4.1 (permeability).
const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
const differences = before.map((value, index) => value - (after[index] ?? 0));
const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const early = [1.15, 0.88, 0.9, 0.74, 1.21];

describe("Wilcoxon's signed-rank test", () => {
  test("the depression scale", () => {
    const { statistic, p, exact } = wilcoxonSignedRank(differences);
    expect(statistic).toBe(40);
    expect(p).toBeCloseTo(0.0390625, 10);
    expect(exact).toBe(true);
  });

  test("ties share their ranks, and the test stays exact", () => {
    // Of 2^4 signs only all plus and all minus are as extreme.
    expect(wilcoxonSignedRank([1, 1, 1, 2]).p).toBeCloseTo(2 / 16, 12);
  });

  test("differences of nothing say nothing", () => {
    expect(wilcoxonSignedRank([0, 0, 0]).p).toBe(1);
    expect(wilcoxonSignedRank([]).p).toBe(1);
    expect(wilcoxonSignedRank([0, 1, 2, 3, 4, 5]).p).toBeCloseTo(1 / 16, 12);
  });

  test("the normal approximation meets the exact distribution where it takes over", () => {
    const some = (size: number) => Array.from({ length: size }, (_, i) => (i + 1) * ((i * 7919) % 10 < 6 ? 1 : -1));
    const exact = wilcoxonSignedRank(some(100));
    const approximate = wilcoxonSignedRank([...some(100), 1e-9]);
    expect(exact.exact).toBe(true);
    expect(approximate.exact).toBe(false);
    expect(Math.abs(exact.p - approximate.p)).toBeLessThan(0.01);
  });
});

describe("Hodges and Lehmann's estimate", () => {
  test("of pairs: the depression scale", () => {
    const { estimate, low, high } = hodgesLehmann(differences, 0.05);
    expect(estimate).toBeCloseTo(0.46, 10);
    expect(low).toBeCloseTo(0.01, 10);
    expect(high).toBeCloseTo(0.786, 10);
  });

  test("of two samples: the permeability of membranes", () => {
    const { estimate, low, high } = hodgesLehmannShift(early, term, 0.05);
    expect(estimate).toBeCloseTo(0.305, 10);
    expect(low).toBeCloseTo(-0.15, 10);
    expect(high).toBeCloseTo(0.76, 10);
  });

  test("too few pairs for the level leave it open", () => {
    expect(hodgesLehmann([1, 2, 3], 0.02)).toEqual({
      estimate: 2,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
    expect(hodgesLehmann([], 0.05).estimate).toBeNaN();
  });

  test("its interval leaves 0 out exactly where the test rejects", () => {
    for (let shift = -5; shift <= 5; shift += 0.1) {
      const moved = [3.1, -1.2, 0.7, 2.5, -0.4, 1.9, -2.2, 0.3, 4.4, -3.3].map((value) => value + shift);
      const { low, high } = hodgesLehmann(moved, 0.05);
      expect(low > 0 || high < 0).toBe(wilcoxonSignedRank(moved).p <= 0.05);
    }
  });
});

describe("the Mann-Whitney test", () => {
  test("the permeability of membranes", () => {
    const { statistic, p } = mannWhitney(early, term);
    expect(statistic).toBe(35);
    expect(p).toBeCloseTo(0.2544, 4);
  });

  test("all of one sample above the other: 2 of C(8, 4) orders are as extreme", () => {
    expect(mannWhitney([1, 2, 3, 4], [5, 6, 7, 8]).p).toBeCloseTo(2 / 70, 12);
  });

  test("ties use the approximation; equal samples do not differ", () => {
    expect(mannWhitney([1, 1, 1], [1, 1, 1])).toEqual({ statistic: 4.5, p: 1, exact: false });
  });

  test("SciPy's figures: the approximation takes over above 40 by 40", () => {
    const left = Array.from({ length: 40 }, (_, index) => index);
    const right = left.map((value) => value + 5.5);
    const exact = mannWhitney(left, right);
    const approximate = mannWhitney([...left, -1e9], [...right, 1e9]);
    expect([exact.exact, approximate.exact]).toEqual([true, false]);
    expect(exact.p).toBeCloseTo(0.048709163891731, 12);
    expect(approximate.p).toBeCloseTo(0.023078461064541, 12);
  });
});

describe("Holm's procedure", () => {
  const level = (left: number): number => 0.05 / left;

  test.each([
    ["the smallest alone", [0.01, 0.04, 0.03], [true, false, false]],
    ["one after the other", [0.04, 0.01, 0.02], [true, true, true]],
    ["none, though two are below 5 %", [0.03, 0.03, 0.9], [false, false, false]],
    ["what stands behind a failure stays", [0.016, 0.03, 0.001], [true, true, true]],
    ["a failure stops", [0.04, 0.026, 0.001], [false, false, true]],
  ])("%s", (_, probabilities, rejected) => {
    expect(holm(probabilities, level).map((step) => step.rejected)).toEqual(rejected);
  });

  test("names the level of every decision", () => {
    expect(holm([0.04, 0.026, 0.001], level).map((step) => step.level)).toEqual([0.025, 0.025, 0.05 / 3]);
  });
});
