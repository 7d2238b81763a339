import { describe, expect, it } from "vitest";
import type { Look } from "../../../src/kit/index.ts";
import { loadText, tickText } from "../../../src/report/load/index.ts";
import { goodRoute, histogramOf, measuredOf, reportOf, routeOf } from "../../load/support.ts";

const same = (text: string): string => text;
const look: Look = {
  columns: 100,
  paint: { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same },
};

// The latencies of the documented example: 12 to 1,247 ms, P50 67, P95 198, P99 423.
const example = routeOf({
  statuses: new Map([
    [200, 15_102],
    [503, 56],
  ]),
  refusals: new Map([[503, 56]]),
  failures: new Map([["connection-timeout", 89]]),
  successful: histogramOf([12, 1], [67, 14_000], [198, 500], [423, 600], [1_247, 1]),
  failed: histogramOf([20, 145]),
});

describe("the text of a load report", () => {
  it("begins as promised", () => {
    const text = loadText(reportOf(measuredOf([example])), look);
    expect(text.slice(0, text.indexOf("MORE LATENCY"))).toBe(`=== Load Test Results ===
Target: https://api.example.com/users
Duration: 30s | Concurrency: 50

THROUGHPUT:
  Total requests: 15,247
  Requests/sec: 508.2
  Successful: 15,102 (99.0%)
  Failed: 145 (1.0%)

LATENCY (ms):
  Min: 12
  Avg: 86
  P50: 67
  P95: 198
  P99: 423
  Max: 1,247

ERRORS:
  Connection timeout: 89
  HTTP 503: 56

RECOMMENDATION: P99 latency (423ms) exceeds 200ms target.
Consider: connection pooling, query optimization, or horizontal scaling.

`);
  });

  it("goes on with what else was measured", () => {
    const connections = {
      ...measuredOf([]).connections,
      races: 3,
      retried: 2,
      connect: histogramOf([0.25, 50]),
    };
    const measured = measuredOf([example], { connections, firstByte: histogramOf([60, 15_158]) });
    const text = loadText(reportOf(measured), look);
    expect(text.slice(text.indexOf("MORE LATENCY"))).toBe(`MORE LATENCY (ms):
  P75: 67
  P90: 67
  P99.9: 423
  Standard deviation: 73
  First byte: P50 60, P99 60, max 60
  Connect: P50 0.25, P99 0.25, max 0.25

LATENCY WITH FAILURES (ms):
  Failed requests: P50 20, P95 20, P99 20, max 20
  All requests: P50 67, P95 198, P99 423, max 1,247

TRANSFER:
  Received: 100.0 kB/s (3.0 MB in total)
  Sent: 50.0 kB/s (1.5 MB in total)

CONNECTIONS:
  Opened: 50
  Closed by the server while reused: 3
  Requests sent again after that: 2

GENERATOR:
  Transport: node:net to 127.0.0.1:3000
  Busy: 10% of the time, 5% of a core

NOTES:
  - 1.0% of the requests failed, most of them by connection timeout (89): 56 with a server error
    (5xx), 89 without an answer.
  - Latency has two peaks: most answers take about 66ms, 7.2% about 393ms.
  - 3 reused connections were closed by the server while a request was on its way; 2 requests were
    sent again.`);
  });

  it("says what a run of refusals measured, and names the flag", () => {
    const refused = routeOf({
      statuses: new Map([[401, 2_000]]),
      refusals: new Map([[401, 2_000]]),
      failed: histogramOf([3, 2_000]),
    });
    const text = loadText(reportOf(measuredOf([refused])), look);
    expect(text).toContain("LATENCY (ms), of failed requests, as none succeeded:\n  Min: 3.00\n");
    expect(text).toContain(
      `RECOMMENDATION: 100.0% of the answers were refusals, mostly HTTP 401: this run measured the refusal, not the work.
Consider: credentials with --header "Authorization: Bearer …", or --expect-status 401 if this is what you want to measure.`,
    );
  });

  it("has a row for each name of a mix", () => {
    const routes = [
      { ...goodRoute(5, 900), name: "GET /users" },
      { ...goodRoute(50, 100), name: "POST /users\u001b[31m" },
    ];
    expect(loadText(reportOf(measuredOf(routes)), look)).toContain(`BY REQUEST:
  request                total  failed  per second  P50 ms  P95 ms  P99 ms
  GET /users               900       0        30.0    5.00    5.00    5.00
  POST /users\\u001b[31m    100       0         3.3      50      50      50`);
  });

  it("says that the run was interrupted, and how long it lasted", () => {
    const report = reportOf(measuredOf([goodRoute(5, 9)], { interrupted: true, elapsedMs: 4_200 }));
    expect(loadText(report, look)).toContain("Duration: 4.2s (interrupted) | Concurrency: 50");
  });

  it("says so where nothing was measured", () => {
    const text = loadText(reportOf(measuredOf([routeOf()], { elapsedMs: 0 })), look);
    expect(text).toContain("LATENCY (ms):\n  Nothing was measured");
    expect(text).toContain("RECOMMENDATION: No request was finished: give the run more time.");
  });

  it("tells the target and what was measured apart", () => {
    const text = loadText(reportOf(measuredOf([goodRoute(200.3, 2_000)])), look);
    expect(text).toMatch(/P99 latency \(200\.\d\dms\) exceeds 200ms target/);
  });
});

describe("the line of progress", () => {
  it("says where a run stands", () => {
    const tick = {
      elapsedMs: 12_260,
      finished: 6_120,
      failed: 3,
      inFlight: 50,
      requestsPerSecond: 508.4,
      p50Ms: 67.2,
      p99Ms: 0.4216,
    };
    expect(tickText(tick)).toBe("12s  6,120 requests, 3 failed  508/s  P50 67 ms  P99 0.42 ms  50 in flight");
  });
});
