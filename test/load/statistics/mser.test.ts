import { expect, test } from "vitest";
import { batchedMean, carryOver } from "../../../src/load/statistics/batch.ts";
import { marginalCut } from "../../../src/load/statistics/mser.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";

test.each([
  ["a start that differs", [9, 8, 5, 3, 3, 3, 3, 3, 3, 3], { cut: 3, atLimit: false }],
  ["nothing", [3, 3, 3, 3, 3, 3], { cut: 0, atLimit: false }],
  ["half of it, and then it may be more", [9, 8, 7, 6, 5, 4, 3, 2], { cut: 4, atLimit: true }],
])("the marginal standard error cuts %s", (_, values, expected) => {
  expect(marginalCut(values)).toEqual(expected);
});

test("what neighbours share widens the variance of their mean, what alternates does not narrow it", () => {
  expect(carryOver([1, 1, 1, 1, 5, 5, 5, 5])).toBeGreaterThan(3);
  expect(carryOver([1, 5, 1, 5, 1, 5])).toBe(1);
  expect(carryOver([2, 2, 2])).toBe(1);
});

test("the mean of batches knows its own error", () => {
  const draw = seededRandom(1);
  const runs = Array.from({ length: 300 }, () => {
    let level = 0;
    const values = Array.from({ length: 400 }, () => (level = 0.8 * level + draw() - 0.5));
    return batchedMean(values);
  });
  const spread = runs.reduce((sum, run) => sum + (run?.mean ?? 0) ** 2, 0) / runs.length;
  const claimed = runs.reduce((sum, run) => sum + (run?.variance ?? 0), 0) / runs.length;
  expect(claimed / spread).toBeGreaterThan(0.9);
  expect(claimed / spread).toBeLessThan(1.8);
});

test("less than eight values have no batches", () => {
  expect(batchedMean([1, 2, 3])).toBeUndefined();
});
