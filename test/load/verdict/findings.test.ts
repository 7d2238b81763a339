import { describe, expect, it } from "vitest";
import type { Measured } from "../../../src/load/index.ts";
import type { LoadFinding } from "../../../src/load/result/index.ts";
import { expecting, facts, goodRoute, histogramOf, measuredOf, reportOf, routeOf } from "../support.ts";

const answered = (status: number, times: number, milliseconds = 5) =>
  routeOf({
    statuses: new Map([[status, times]]),
    ...(status < 400
      ? { successful: histogramOf([milliseconds, times]) }
      : { refusals: new Map([[status, times]]), failed: histogramOf([milliseconds, times]) }),
  });

const codes = (findings: readonly LoadFinding[]): readonly string[] => findings.map(({ code }) => code);
const findingsOf = (measured: Measured, changes: Parameters<typeof reportOf>[1] = {}) =>
  reportOf(measured, changes).findings;

describe("what follows from the figures", () => {
  it.each([
    ["a target that is met", measuredOf([goodRoute(50, 2_000)]), ["load-p99-within-target"]],
    ["a target that is missed", measuredOf([goodRoute(250, 2_000)]), ["load-p99-over-target"]],
    ["few requests", measuredOf([goodRoute(5, 999)]), ["load-p99-within-target", "load-few-samples"]],
    [
      "some failures",
      measuredOf([goodRoute(5, 2_000), answered(503, 20)]),
      ["load-p99-within-target", "load-failures"],
    ],
    [
      "mostly refusals",
      measuredOf([goodRoute(5, 1_000), answered(401, 2_000)]),
      ["load-refused", "load-p99-within-target", "load-failures"],
    ],
    ["nothing but refusals", measuredOf([answered(429, 2_000)]), ["load-refused", "load-no-success"]],
    ["nothing but failures", measuredOf([answered(500, 2_000)]), ["load-no-success"]],
    ["redirects", measuredOf([answered(301, 2_000)]), ["load-redirected", "load-p99-within-target"]],
    [
      "a busy generator",
      measuredOf([goodRoute(5, 2_000)], { generator: { cpuMs: 29_000, busy: 0.99 } }),
      ["load-p99-within-target", "load-generator-busy"],
    ],
    [
      "races and surplus bytes",
      measuredOf([goodRoute(5, 2_000)], {
        connections: { ...measuredOf([]).connections, races: 3, retried: 2, surplus: 1 },
      }),
      ["load-p99-within-target", "load-keep-alive-race", "load-surplus-bytes"],
    ],
    [
      "unfinished requests",
      measuredOf([{ ...goodRoute(5, 2_000), unfinished: 7 }]),
      ["load-p99-within-target", "load-unfinished"],
    ],
    [
      "a machine without ports",
      measuredOf([
        goodRoute(5, 2_000),
        routeOf({ failures: new Map([["local-limit", 3]]), failed: histogramOf([1, 3]) }),
      ]),
      ["load-p99-within-target", "load-failures", "load-local-limit"],
    ],
    [
      "users without a connection",
      measuredOf([goodRoute(5, 2_000)], { connections: { ...measuredOf([]).connections, opened: 49 } }),
      ["load-p99-within-target", "load-users-missing"],
    ],
    ["nothing measured", measuredOf([routeOf()]), ["load-no-success"]],
  ])("%s", (_, measured, expected) => {
    expect(codes(findingsOf(measured))).toEqual(expected);
  });

  it("does not call a refusal one that was expected", () => {
    const route = {
      ...answered(401, 2_000),
      refusals: new Map(),
      successful: histogramOf([5, 2_000]),
      failed: histogramOf(),
    };
    const report = reportOf(measuredOf([route]), { plan: expecting(401) });
    expect(codes(report.findings)).toEqual(["load-p99-within-target"]);
    expect(report.thresholds[0]).toMatchObject({
      name: "expect-status",
      limit: 401,
      actual: 401,
      asked: true,
      met: true,
    });
  });

  it("says first that an expectation was broken", () => {
    const routes = [
      goodRoute(5, 1_999),
      routeOf({ failures: new Map([["response-timeout", 1]]), failed: histogramOf([9, 1]) }),
    ];
    const report = reportOf(measuredOf(routes), { plan: expecting(200) });
    expect(codes(report.findings)[0]).toBe("load-expectation-broken");
    expect(report.thresholds[0]).toMatchObject({ met: false, actual: null });
  });

  it("is an error only where the target was asked for", () => {
    const slow = measuredOf([goodRoute(250, 2_000)]);
    expect(findingsOf(slow)[0]?.severity).toBe("warning");
    expect(findingsOf(slow, { ...facts, targetP99: { ms: 200, asked: true } })[0]?.severity).toBe("error");
  });

  it("judges the worse of the successful and all requests", () => {
    const timeouts = routeOf({ failures: new Map([["response-timeout", 60]]), failed: histogramOf([10_000, 60]) });
    const quick = routeOf({ failures: new Map([["connection-refused", 60]]), failed: histogramOf([0.1, 60]) });
    const good = goodRoute(50, 2_000);
    expect(reportOf(measuredOf([good, timeouts])).thresholds[0]?.actual).toBeCloseTo(10_000, -1);
    expect(findingsOf(measuredOf([good, timeouts]))[0]?.evidence["withFailures"]).toBe(true);
    const slow = goodRoute(250, 2_000);
    expect(reportOf(measuredOf([slow, quick])).thresholds[0]?.actual).toBeCloseTo(250, 0);
  });

  it.each([
    ["a long tail", [goodRoute(20, 1_900), goodRoute(400, 100)], {}, ["connection-pooling", "query-optimization"]],
    ["a slow median", [goodRoute(300, 2_000)], {}, ["query-optimization", "horizontal-scaling"]],
    [
      "a slow median with refusals",
      [goodRoute(300, 2_000), answered(503, 10)],
      {},
      ["query-optimization", "horizontal-scaling"],
    ],
    [
      "large answers",
      [goodRoute(300, 2_000)],
      { bytes: { received: 2_000_000_000, sent: 1 }, firstByte: histogramOf([10, 2_000]) },
      ["smaller-answers", "horizontal-scaling"],
    ],
    [
      "connections that the server ends",
      [goodRoute(300, 2_000)],
      { connections: { ...measuredOf([]).connections, opened: 1_000 } },
      ["server-keep-alive", "query-optimization", "horizontal-scaling"],
    ],
    [
      "a busy generator",
      [goodRoute(300, 2_000)],
      { generator: { cpuMs: 30_000, busy: 1 } },
      ["idle-generator", "query-optimization", "horizontal-scaling"],
    ],
  ])("points from %s to what may help", (_, routes, changes, expected) => {
    expect(findingsOf(measuredOf(routes, changes))[0]?.evidence["considerations"]).toEqual(expected);
  });
});
