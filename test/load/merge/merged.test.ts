import { describe, expect, it } from "vitest";
import { mergedReport, readSummaries } from "../../../src/load/merge/index.ts";
import { mergedSchema } from "../../../src/load/merge/result/index.ts";

const trend = { avg: 2, min: 1, med: 2, max: 9, "p(90)": 4, "p(95)": 5 };

/** One summary in the shapes that k6 writes. */
const SHAPES: readonly (readonly [name: string, document: object])[] = [
  [
    "handleSummary",
    {
      state: { testRunDurationMs: 2_000 },
      root_group: { checks: [{ name: "ok", passes: 9, fails: 1 }], groups: [] },
      metrics: {
        http_req_duration: { type: "trend", contains: "time", values: trend },
        http_reqs: { type: "counter", contains: "default", values: { count: 10, rate: 5 } },
        http_req_failed: { type: "rate", contains: "default", values: { rate: 0.2, passes: 2, fails: 8 } },
      },
    },
  ],
  [
    "--summary-export",
    {
      root_group: { checks: { ok: { name: "ok", passes: 9, fails: 1 } }, groups: {} },
      metrics: {
        http_req_duration: trend,
        http_reqs: { count: 10, rate: 5 },
        http_req_failed: { passes: 2, fails: 8, value: 0.2 },
      },
    },
  ],
  [
    "the machine-readable summary 1.0.0",
    {
      version: "1.0.0",
      config: { duration: 2, execution: "local", script: "a.js" },
      metadata: { k6Version: "2.2.0", generatedAt: "2026-11-01T00:00:00Z" },
      results: {
        checks: { metrics: [], results: [{ name: "ok", passes: 9, fails: 1 }] },
        metrics: [
          { name: "http_req_duration", type: "trend", contains: "time", values: trend },
          { name: "http_reqs", type: "counter", contains: "default", values: { count: 10, rate: 5 } },
          { name: "http_req_failed", type: "rate", contains: "default", values: { rate: 0.2, matches: 2, total: 10 } },
        ],
      },
    },
  ],
];

const own = (count: number, p50: number) => ({
  schema: "backwright.load/1",
  elapsedMs: 1_000,
  requests: { total: count, successful: count, failed: 0 },
  latency: {
    all: {
      count,
      minMs: p50,
      meanMs: p50,
      p50Ms: p50,
      p75Ms: p50,
      p90Ms: p50,
      p95Ms: p50,
      p99Ms: p50,
      p999Ms: p50,
      maxMs: p50,
    },
  },
  statuses: [{ status: 200, count }],
  routes: [],
  checks: [{ route: "GET /", name: "ok", passed: count, failed: 0 }],
});

const merged = (texts: readonly string[], pods?: number) => {
  const parts = texts.flatMap((text, index) => readSummaries(text, `${index + 1}.json`).parts);
  return mergedSchema.parse(mergedReport(parts, pods));
};

describe("a merged report", () => {
  it.each(SHAPES)("reads %s", (_, document) => {
    const report = merged([JSON.stringify(document), JSON.stringify(document)]);
    expect(report).toMatchObject({ requests: 20, failed: 4, failedPercent: 20, missing: 0 });
    expect(report.checks).toEqual([{ name: "ok", passed: 18, failed: 2 }]);
    expect(report.latency).toMatchObject({ count: 20, minMs: 1, meanMs: 2, maxMs: 9 });
  });

  it("does not make up what five percentiles do not say", () => {
    const report = merged([JSON.stringify(SHAPES[0]?.[1]), JSON.stringify(SHAPES[0]?.[1])]);
    expect(report.latency?.quantiles.find(({ percent }) => percent === 99)).toEqual({
      percent: 99,
      valueMs: null,
      lowMs: 5,
      highMs: 9,
    });
    expect(report.findings.map(({ code }) => code)).toContain("merge-percentile-unknown");
  });

  it("reads reports of load, one or a list, and weighs them by count", () => {
    const report = merged([JSON.stringify([own(900, 1), own(100, 50)])]);
    expect(report.latency?.quantiles.map(({ valueMs }) => valueMs)).toEqual([1, 1, 1, 50, 50, 50]);
    expect(report).toMatchObject({ requests: 1_000, perSecond: 1_000, classes: [{ class: "2xx", count: 1_000 }] });
  });

  it("does not know a sum of which a part is not known", () => {
    const { metrics: _metrics, ...rest } = { ...SHAPES[0]?.[1], metrics: undefined };
    const bare = { ...rest, metrics: { http_req_duration: { values: trend } } };
    const report = merged([JSON.stringify(bare), JSON.stringify(own(10, 1))]);
    expect(report).toMatchObject({ requests: null, failed: null, latency: null });
    expect(report.findings.map(({ code }) => code)).toContain("merge-no-distribution");
  });

  it("says which pods are missing, and counts none twice", () => {
    const line = (run: string) =>
      `[pod/shop-1-${run}/k6] @@K6SUMMARY ${JSON.stringify({ ...SHAPES[0]?.[1], backwright: { script: "shop", run, instances: 3, steps: [] } })}`;
    const report = merged([["time=… level=info", line("a"), "", line("b"), line("a")].join("\n")]);
    expect(report).toMatchObject({ script: "shop", expected: 3, missing: 1, requests: 20 });
    expect(report.parts.map(({ name }) => name)).toEqual(["shop-1-a", "shop-1-b"]);
    expect(report.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["merge-part-missing", "merge-part-doubled"]),
    );
  });

  it("names the line of a summary that was cut off", () => {
    const { problems } = readSummaries(
      'hello\n@@K6SUMMARY {"metrics": {"http_req\n@@K6SUMMARY {"metrics":{}}',
      "pod.log",
    );
    expect(problems).toEqual([
      "pod.log, line 2: the summary is no JSON; it was cut off, or mixed with others",
      "pod.log, line 3: the summary holds no http_req_duration",
    ]);
    expect(readSummaries('{\n "metrics": {\n', "a.json").problems).toEqual(["a.json, line 3: this is no JSON"]);
    expect(readSummaries("{}", "a.json").problems).toEqual(["a.json: this is no summary of k6 and no report of load"]);
  });
});
