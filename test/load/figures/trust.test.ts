import { describe, expect, it } from "vitest";
import { mergedHistogram } from "../../../src/load/index.ts";
import { intervalsOf } from "../../../src/load/statistics/index.ts";
import { lognormal, simulated } from "../simulated.ts";
import { goodRoute, measuredOf, plan, reportOf } from "../support.ts";

describe("how far a run can be trusted", () => {
  it("is unknown where nothing was recorded", () => {
    expect(reportOf(measuredOf([goodRoute(5, 100)]))).toMatchObject({
      intervals: null,
      steadyState: null,
      validity: null,
    });
  });

  it("is an interval about each percentile, the wider the rarer", () => {
    const { intervals, latency } = reportOf(simulated());
    const width = (name: "p50" | "p99"): number => (intervals?.[name].highMs ?? 0) - (intervals?.[name].lowMs ?? 0);
    expect(intervals?.confidencePercent).toBe(95);
    expect(intervals?.p99.lowMs).toBeLessThan(latency.all?.p99Ms ?? 0);
    expect(intervals?.p99.highMs).toBeGreaterThan(latency.all?.p99Ms ?? 0);
    expect(width("p99")).toBeGreaterThan(width("p50"));
  });

  it.each([39, 40, 41, 95, 300])(
    "is the same interval whether or not the record of %i slots is joined first",
    (slots) => {
      const measured = simulated({
        slots,
        latencyMs: (slot, random) => lognormal(slot % 9 === 0 ? 60 : 20, 0.4)(slot, random),
      });
      const histogram = mergedHistogram(measured.routes.flatMap(({ successful, failed }) => [successful, failed]));
      if (measured.slots === undefined) throw new Error("nothing was recorded");
      const [exact] = intervalsOf({ slots: measured.slots, histogram, shares: [0.95] });
      const { intervals } = reportOf(measured);
      expect(intervals?.p95.effectiveCount).toBe(exact?.effectiveCount);
      expect(intervals?.p95.highMs).toBeCloseTo((exact?.highMicros ?? 0) / 1_000, 3);
    },
  );

  it("sees a warm-up, and says what came after it", () => {
    const warming = simulated({ latencyMs: (slot, random) => lognormal(slot < 60 ? 60 : 20, 0.2)(slot, random) });
    const { steadyState, latency } = reportOf(warming);
    expect(steadyState?.verdict).toBe("warmed-up");
    expect(steadyState?.warmUpMs).toBeGreaterThanOrEqual(5_000);
    expect(steadyState?.warmUpMs).toBeLessThanOrEqual(7_000);
    expect(steadyState?.after?.p99Ms).toBeLessThan((latency.all?.p99Ms ?? 0) / 1.5);
    expect(steadyState?.after?.perSecond).toBeCloseTo(1_000, -1);
  });

  it("does not ask a load that changes by its own plan whether it was steady", () => {
    const stages = [{ durationMs: 30_000, target: 900 }];
    const arrival = { startPerSecond: 100, stages, process: "constant" as const };
    expect(reportOf(simulated(), { plan: { ...plan, arrival } }).steadyState).toBeNull();
    expect(reportOf(simulated(), { plan: { ...plan, ramp: stages } }).steadyState).toBeNull();
    const held = { ...arrival, stages: [{ durationMs: 30_000, target: 100 }] };
    expect(reportOf(simulated(), { plan: { ...plan, arrival: held } }).steadyState?.verdict).toBe("steady");
  });

  it("holds why a generator was starved, with its figures", () => {
    const { validity } = reportOf(
      simulated({ changes: { generator: { ...simulated().generator, stolenMs: 20_000.12345 } } }),
    );
    expect(validity).toMatchObject({ valid: false, reasons: [{ code: "not-run", figures: { stolenMs: 20_000.123 } }] });
  });
});

describe("what a limiter did", () => {
  const limit = (rateLimit: NonNullable<Parameters<typeof measuredOf>[1]>["rateLimit"]) =>
    reportOf(measuredOf([goodRoute(5, 9)], rateLimit === undefined ? {} : { rateLimit })).rateLimit;

  it("is a rate and a time", () => {
    const headers = [["Retry-After", "1"]] as const;
    expect(limit({ first: { atMs: 2_000, after: 100 }, headers, count: 4, recoveredAtMs: 3_500 })).toEqual({
      count: 4,
      firstAtMs: 2_000,
      firstAfterRequests: 100,
      ratePerSecond: 50,
      headers: [{ name: "Retry-After", value: "1" }],
      recoveredAfterMs: 1_500,
    });
  });

  it("is nothing where it never spoke, or nobody listened", () => {
    expect(limit({ first: undefined, headers: [], count: 0, recoveredAtMs: undefined })).toMatchObject({
      firstAtMs: null,
      ratePerSecond: null,
      recoveredAfterMs: null,
    });
    expect(limit(undefined)).toBeNull();
  });
});
