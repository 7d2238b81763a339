import { assert, double, property } from "fast-check";
import { expect, test } from "vitest";
import { inFlight, splitTraffic, writesAtRisk } from "../../../src/decide/arithmetic/index.ts";

test.each([
  [100, 4, { readsPerSecond: 80, writesPerSecond: 20 }],
  [100, 0, { readsPerSecond: 0, writesPerSecond: 100 }],
  [0, 4, { readsPerSecond: 0, writesPerSecond: 0 }],
])("%d per second at %d reads per write", (rate, ratio, traffic) => {
  expect(splitTraffic(rate, ratio)).toEqual(traffic);
});

test("reads and writes add up to the rate, and stand in their ratio", () => {
  assert(
    property(double({ min: 10, max: 10_000, noNaN: true }), double({ min: 0, max: 50, noNaN: true }), (rate, ratio) => {
      const { readsPerSecond, writesPerSecond } = splitTraffic(rate, ratio);
      expect(Math.abs(readsPerSecond + writesPerSecond - rate)).toBeLessThan(0.02);
      expect(Math.abs(readsPerSecond - writesPerSecond * ratio)).toBeLessThan(0.01 * (ratio + 2));
    }),
  );
});

test("an hour's writes are at risk at an RPO of an hour", () => {
  expect(writesAtRisk(2.38, 60)).toBe(8_568);
  expect(writesAtRisk(2.38, 0)).toBe(0);
});

test("Little: 50 per second of 250 ms are 12.5 at once", () => {
  expect(inFlight(50, 250)).toBe(12.5);
});
