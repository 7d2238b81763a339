import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadReportSchema } from "../../src/load/result/index.ts";
import { simulated } from "./simulated.ts";
import { goodRoute, histogramOf, measuredOf, plan, reportOf, routeOf } from "./support.ts";

const checks = [{ route: "GET /users", name: "has items", passed: 5, failed: 1 }];
const rateLimit = {
  first: { atMs: 1_200, after: 600 },
  headers: [["Retry-After", "1"]] as const,
  count: 4,
  recoveredAtMs: 2_300,
};

describe("the figures of a report", () => {
  it("add up, whatever happened", () => {
    const few = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(few, few, few, few), { minLength: 1, maxLength: 4 }), (counts) => {
        const routes = counts.map(([good, bad, broken, unfinished], index) =>
          routeOf({
            name: `route ${index}`,
            statuses: new Map([
              [200, good],
              [503, bad],
            ]),
            refusals: new Map([[503, bad]]),
            failures: new Map([["connection-reset", broken]]),
            successful: histogramOf([10, good]),
            failed: histogramOf([20, bad + broken]),
            unfinished,
          }),
        );
        const report = reportOf(measuredOf(routes));
        for (const part of [report, ...report.routes]) {
          const { total, successful, failed, unfinished, successfulPercent, failedPercent } = part.requests;
          expect(total).toBe(successful + failed + unfinished);
          expect(part.errors.reduce((sum, { count }) => sum + count, 0)).toBe(failed);
          expect(part.latency.all?.count ?? 0).toBe(successful + failed);
          if (unfinished === 0 && total > 0) expect(successfulPercent + failedPercent).toBeCloseTo(100, 9);
          if (failed > 0) expect(failedPercent).toBeGreaterThan(0);
        }
        expect(report.routes.reduce((sum, { requests }) => sum + requests.total, 0)).toBe(report.requests.total);
      }),
      { numRuns: 30 },
    );
  });

  it("are those of the example", () => {
    const route = routeOf({
      statuses: new Map([
        [200, 15_102],
        [503, 56],
      ]),
      refusals: new Map([[503, 56]]),
      failures: new Map([["connection-timeout", 89]]),
      successful: histogramOf([67, 15_102]),
      failed: histogramOf([10_000, 89], [5, 56]),
    });
    const { requests, errors } = reportOf(measuredOf([route]));
    expect(requests).toEqual({
      total: 15_247,
      successful: 15_102,
      failed: 145,
      unfinished: 0,
      successfulPercent: 99,
      failedPercent: 1,
      perSecond: 508.233,
    });
    expect(errors).toEqual([
      { kind: "connection-timeout", status: null, count: 89 },
      { kind: "http-status", status: 503, count: 56 },
    ]);
  });

  it("keep the schema that is published", () => {
    const full = simulated({
      slots: 40,
      open: true,
      failedShare: () => 0.1,
      changes: { checks, rateLimit, aborted: true },
    });
    for (const measured of [measuredOf([goodRoute(5, 100), routeOf({ name: "nothing" })]), full]) {
      const report = reportOf(measured, { command: "backwright load", environment: { cores: 2, kernel: null } });
      expect(loadReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    }
  });

  it("hold no secret", () => {
    const text = JSON.stringify(reportOf(measuredOf([goodRoute(5, 100)])));
    expect(text).toContain('{"name":"Authorization","value":"[redacted]"}');
    expect(text).not.toContain("Bearer");
  });

  it("are rates over the time that passed", () => {
    const { requests, transfer, generator } = reportOf(measuredOf([goodRoute(5, 600)]));
    expect(requests.perSecond).toBe(20);
    expect(transfer).toMatchObject({ receivedBytesPerSecond: 100_000, sentBytesPerSecond: 50_000 });
    expect(generator).toMatchObject({ cpuMs: 1_500, cpuPercent: 5, busyPercent: 10, workers: null, queueing: null });
  });

  it("are nothing where nothing was measured", () => {
    const report = reportOf(measuredOf([routeOf()], { elapsedMs: 0, interrupted: true }));
    expect(report.requests).toMatchObject({ total: 0, perSecond: 0, successfulPercent: 0 });
    expect(report.latency).toEqual({ successful: null, failed: null, all: null });
    expect(report.thresholds).toEqual([
      {
        name: "p99",
        expression: "p99 <= 200ms",
        step: null,
        limit: 200,
        unit: "ms",
        actual: null,
        asked: false,
        source: "default",
        met: false,
      },
    ]);
    expect(report).toMatchObject({ timeline: null, distribution: null, intervals: null, steadyState: null });
  });

  it("name no single method for a mix", () => {
    const requests = [...plan.requests, ...plan.requests];
    const { settings } = reportOf(measuredOf([goodRoute(5, 1)]), { plan: { ...plan, requests } });
    expect(settings).toMatchObject({ method: null, headers: [], bodyBytes: 0, expectStatus: null });
  });
});
