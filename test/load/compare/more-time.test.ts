import { expect, test } from "vitest";
import { blockLengthMs, timesLonger, type MeasureDecision } from "../../../src/load/compare/index.ts";

const decision = (estimate: number, half: number): MeasureDecision => ({
  measure: "p50",
  estimate,
  low: estimate - half,
  high: estimate + half,
  p: 0.5,
  level: 0.005,
  units: 30,
  kind: "unclear",
});

test("half the width takes four times as long", () => {
  const once = timesLonger(decision(0.03, 0.05), 0.05) ?? 0;
  const twice = timesLonger(decision(0.03, 0.1), 0.05) ?? 0;
  expect(twice / once).toBeCloseTo(4, 10);
});

test("what is near the tolerance is told as a difference, what is near nothing as equal", () => {
  expect(timesLonger(decision(0.1, 0.2), 0.05)).toBeLessThan(timesLonger(decision(0.02, 0.2), 0.05) ?? 0);
  expect(timesLonger(decision(0, 0.2), 0.05)).toBeLessThan(timesLonger(decision(0.025, 0.2), 0.05) ?? 0);
});

test("a difference has to lie beyond what is negligible to be claimed", () => {
  const above = (percent: number) => timesLonger(decision(Math.log1p(0.02) + percent / 100, 0.2), 0.05) ?? 0;
  expect(above(8) / above(16)).toBeCloseTo(4, 10);
  expect(timesLonger(decision(0.015, 0.2), 0.01)).toBeUndefined();
});

test("without an interval nothing can be said", () => {
  expect(timesLonger(decision(0, Number.POSITIVE_INFINITY), 0.05)).toBeUndefined();
});

test.each([
  ["quick answers", 8_000, 1, 50],
  ["slow answers: ten of them", 60_000, 40, 400],
  ["answers too slow for twenty pairs", 8_000, 150, 50],
  ["an hour: a thousand pairs", 3_600_000, 1, 1_800],
])("a block for %s", (_, durationMs, latencyMs, lengthMs) => {
  expect(blockLengthMs(durationMs, latencyMs)).toBe(lengthMs);
});
