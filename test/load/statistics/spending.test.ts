import { expect, test } from "vitest";
import { seededRandom, normalQuantile, spendingBoundaries, spent } from "../../../src/load/statistics/index.ts";

// Reboussin, DeMets, Kim and Lan (2000), Programs for computing group sequential boundaries: O'Brien-Fleming-like spending.
test("five looks at 5 % have the published boundaries", () => {
  const bounds = spendingBoundaries(0.05, [0.2, 0.4, 0.6, 0.8, 1]);
  for (const [index, published] of [4.8769, 3.3569, 2.6803, 2.2898, 2.031].entries())
    expect(bounds[index]).toBeCloseTo(published, 3);
});

test("one look is the test without a sequence", () => {
  expect(spendingBoundaries(0.02, [1])[0]).toBeCloseTo(normalQuantile(0.99), 6);
});

test("the whole level is spent at the end and never more", () => {
  expect(spent(0.02, 1)).toBeCloseTo(0.02, 12);
  expect(spent(0.02, 3)).toBeCloseTo(0.02, 12);
  expect(spent(0.02, 0.5)).toBeLessThan(0.002);
  expect(spent(0.02, 0)).toBe(0);
});

test("a process without drift crosses as often as the level says", () => {
  const draw = seededRandom(3);
  const fractions = [0.25, 0.5, 0.75, 1];
  const bounds = spendingBoundaries(0.1, fractions);
  const runs = 20_000;
  let crossed = 0;
  for (let run = 0; run < runs; run += 1) {
    let value = 0;
    const isOut = fractions.map((fraction, index) => {
      value += normalQuantile(Math.max(1e-12, draw())) * 0.5;
      return Math.abs(value) / Math.sqrt(fraction) > (bounds[index] ?? 0);
    });
    if (isOut.some(Boolean)) crossed += 1;
  }
  expect(crossed / runs).toBeGreaterThan(0.094);
  expect(crossed / runs).toBeLessThan(0.106);
});
