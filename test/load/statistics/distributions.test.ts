import { describe, expect, test } from "vitest";
import { betaCdf } from "../../../src/load/statistics/beta.ts";
import {
  betaQuantile,
  binomialCdf,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from "../../../src/load/statistics/index.ts";

// Printed in the tables of Abramowitz and Stegun (chapters 26.1 to 26.10) and by R 4.2 to more digits.
const rows: readonly (readonly [what: string, actual: () => number, published: number])[] = [
  ["normal at 1", () => normalCdf(1), 0.841344746068543],
  ["normal at -1.96", () => normalCdf(-1.96), 0.024997895148220435],
  ["normal far in the tail", () => normalCdf(-10), 7.619853024160527e-24],
  ["normal quantile 97.5 %", () => normalQuantile(0.975), 1.959963984540054],
  ["normal quantile 0.5 %", () => normalQuantile(0.005), -2.575829303548901],
  ["normal quantile 1e-10", () => normalQuantile(1e-10), -6.361340902404056],
  ["normal median", () => normalQuantile(0.5), 0],
  ["t of 5 degrees at 2", () => studentCdf(2, 5), 0.9490302605850709],
  ["t quantile of 1 degree", () => studentQuantile(0.975, 1), 12.706204736174698],
  ["t quantile of 19 degrees", () => studentQuantile(0.975, 19), 2.093024054408263],
  ["t quantile of 5 degrees", () => studentQuantile(0.995, 5), 4.032142983555228],
  ["beta(2, 3) at 0.4", () => betaCdf(0.4, 2, 3), 0.5248],
  ["beta(0.5, 0.5), the arc sine law", () => betaCdf(0.25, 0.5, 0.5), 1 / 3],
  ["beta quantile", () => betaQuantile(0.05, 2, 3), 0.09761146],
  ["binomial 3 of 10 at 0.5", () => binomialCdf(3, 10, 0.5), 0.171875],
  ["binomial 0 of 5 at 0.1", () => binomialCdf(0, 5, 0.1), 0.59049],
  ["binomial 990 of 1000 at 0.99", () => binomialCdf(990, 1000, 0.99), 0.5426994078251104],
];

describe("published values", () => {
  test.each(rows)("%s", (_, actual, published) => {
    expect(actual() / (published || 1)).toBeCloseTo(published === 0 ? 0 : 1, 7);
  });
});

test("quantiles are the inverses of the distribution functions", () => {
  for (const p of [0.001, 0.02, 0.3, 0.5, 0.8, 0.999]) {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
    expect(studentCdf(studentQuantile(p, 7), 7)).toBeCloseTo(p, 12);
    expect(betaCdf(betaQuantile(p, 30, 70), 30, 70)).toBeCloseTo(p, 12);
  }
});
