import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Distribution } from "../../../src/load/result/index.ts";
import { simulated } from "../simulated.ts";
import { histogramOf, measuredOf, reportOf, routeOf } from "../support.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function distributionOf(good: readonly number[], bad: readonly number[]): Distribution | null {
  const times = (values: readonly number[]) => histogramOf(...values.map((value) => [value, 1] as const));
  return reportOf(measuredOf([routeOf({ successful: times(good), failed: times(bad) })])).distribution;
}

describe("a distribution", () => {
  const latency = fc.double({ min: 0.001, max: 600_000, noNaN: true });
  const latencies = fc.array(latency, { maxLength: 40 });

  it("counts every request once, in order, whatever their latencies", () => {
    fc.assert(
      fc.property(latencies, latencies, (good, bad) => {
        const found = distributionOf(good, bad);
        expect(found === null).toBe(good.length + bad.length === 0);
        if (found === null) return;
        expect([sum(found.bucketSuccessful), sum(found.bucketFailed)]).toEqual([good.length, bad.length]);
        expect(found.bucketFromMs).toHaveLength(found.bucketSuccessful.length + 1);
        expect(found.bucketSuccessful.length).toBeLessThanOrEqual(64);
        expect(found.quantiles).toEqual([...new Set(found.quantiles)].toSorted((a, b) => a - b));
        expect(found.latencyMs).toEqual(found.latencyMs.toSorted((a, b) => a - b));
        expect(Math.max(...found.quantiles)).toBeLessThan(1);
      }),
      { numRuns: 60 },
    );
  });

  it("reaches as many nines as there are requests for them", () => {
    const { distribution } = reportOf(simulated({ slots: 100 }));
    expect(distribution?.quantiles).toEqual(expect.arrayContaining([0, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999]));
    expect(distribution?.quantiles).not.toContain(0.99999);
  });

  it("has an interval about every percentile that the run knows enough of, and the generator's own delay beside it", () => {
    const { distribution } = reportOf(simulated({ slots: 100 }));
    const at = (distribution?.quantiles ?? []).indexOf(0.9);
    const [low, value, high] = [distribution?.lowMs[at], distribution?.latencyMs[at], distribution?.highMs[at]];
    expect(low).toBeLessThan(value ?? 0);
    expect(high).toBeGreaterThan(value ?? 0);
    expect(distribution?.generatorMs[at]).toBeLessThan(0.1);
    expect(distributionOf([5], [])?.generatorMs).toEqual([null]);
  });
});
