import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivalCount, newSchedule, type Arrival, type Share } from "../../../src/load/index.ts";

const constant = (startPerSecond: number, stages: Arrival["stages"] = []): Arrival => ({
  startPerSecond,
  stages,
  process: "constant",
});

function dues(arrival: Arrival, { index, of }: Share, untilMs: number, seed = 1): readonly number[] {
  const schedule = newSchedule(arrival, { index, of }, seed);
  const found: number[] = [];
  for (; schedule.dueMs < untilMs && found.length < 5_000; schedule.advance()) found.push(schedule.dueMs);
  return found;
}

const whole = { index: 0, of: 1 };

const arrivals = fc.record({
  startPerSecond: fc.integer({ min: 0, max: 2_000 }),
  stages: fc.array(
    fc.record({ durationMs: fc.integer({ min: 0, max: 2_000 }), target: fc.integer({ min: 0, max: 2_000 }) }),
    { maxLength: 4 },
  ),
  process: fc.constantFrom("constant" as const, "poisson" as const),
});

describe("arrivals", () => {
  it("of a constant rate are evenly spaced", () => {
    expect(dues(constant(4), whole, 1_000)).toEqual([0, 250, 500, 750]);
  });

  it("of a rising rate follow the root of the number", () => {
    const times = dues(constant(0, [{ durationMs: 1_000, target: 8 }]), whole, 1_000);
    expect(times).toEqual([
      0,
      500,
      expect.closeTo(Math.SQRT1_2 * 1_000, 6),
      expect.closeTo(Math.sqrt(0.75) * 1_000, 6),
    ]);
  });

  it("stop where the rate is 0, and go on behind it", () => {
    const pause = constant(2, [
      { durationMs: 1_000, target: 2 },
      { durationMs: 0, target: 0 },
      { durationMs: 1_000, target: 0 },
      { durationMs: 0, target: 2 },
    ]);
    expect(dues(pause, whole, 3_000)).toEqual([0, 500, 2_000, 2_500]);
    expect(dues(constant(0), whole, 1_000)).toEqual([]);
  });

  it("come in order, and none is lost or doubled by sharing them out", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 5 }), fc.integer(), (arrival, of, seed) => {
        const all = dues(arrival, whole, 3_000, seed);
        const parts = Array.from({ length: of }, (_, index) => dues(arrival, { index, of }, 3_000, seed));
        expect(all).toEqual([...all].sort((a, b) => a - b));
        if (all.length < 5_000) expect(parts.flat().sort((a, b) => a - b)).toEqual(all);
      }),
      { numRuns: 200 },
    );
  });

  it("are as many as the rate says", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 2_000 }), (arrival, untilMs) => {
        const even = { ...arrival, process: "constant" as const };
        const counted = dues(even, whole, untilMs).length;
        expect(Math.abs(counted - arrivalCount(even, untilMs))).toBeLessThanOrEqual(1 + 1e-6);
      }),
      { numRuns: 200 },
    );
  });

  it("of a Poisson process have gaps as long as they are spread", () => {
    const times = dues({ ...constant(1_000), process: "poisson" }, whole, 4_000, 7);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(mean).toBeCloseTo(1, 1);
    expect(spread / mean).toBeCloseTo(1, 1);
  });
});
