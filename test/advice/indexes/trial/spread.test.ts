import { expect, test } from "vitest";
import { spreadOf } from "../../../../src/advice/indexes/trial/index.ts";

test.each([
  [[], undefined],
  [[4], { medianMs: 4, lowMs: 4, highMs: 4, runs: 1 }],
  [[3, 1, 2], { medianMs: 2, lowMs: 1, highMs: 3, runs: 3 }],
  [[4, 1, 3, 2], { medianMs: 2.5, lowMs: 1, highMs: 4, runs: 4 }],
  // Of 14 runs the third least and the third most: P(median outside) = 1.3 %.
  [[14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { medianMs: 7.5, lowMs: 3, highMs: 12, runs: 14 }],
])("%j", (times, expected) => {
  expect(spreadOf(times)).toEqual(expected);
});
