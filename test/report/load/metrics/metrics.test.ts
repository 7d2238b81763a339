import { describe, expect, it } from "vitest";
import { loadOtlp, loadPrometheus } from "../../../../src/report/load/index.ts";
import { lognormal, simulated } from "../../../load/simulated.ts";
import { reportOf } from "../../../load/support.ts";

const report = reportOf(simulated({ slots: 50, latencyMs: lognormal(20, 0.3), failedShare: () => 0.02 }), {
  shown: 'http://a/?q="\\\n',
});

describe("the Prometheus document", () => {
  const text = loadPrometheus(report);

  it("is the text format, each name described once before its values", () => {
    const described = new Set<string>();
    for (const line of text.trimEnd().split("\n")) {
      const comment = /^# (HELP|TYPE) (backwright_load_[a-z_]+) ./.exec(line);
      if (comment !== null) described.add(`${comment[1]} ${comment[2]}`);
      else {
        const [, name] =
          /^(backwright_load_[a-z_]+)\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} [\d.e+-]+$/.exec(line) ?? [];
        expect([line, described.has(`HELP ${name}`), described.has(`TYPE ${name}`)]).toEqual([line, true, true]);
      }
    }
    expect(described.size).toBeGreaterThan(12);
  });

  it("holds the figures in base units", () => {
    const { requests, latency } = report;
    const labels = 'target="http://a/?q=\\"\\\\\\n",request="GET /users"';
    expect(text).toContain(`backwright_load_requests_total{${labels},outcome="failed"} ${requests.failed}\n`);
    expect(text).toContain(
      `backwright_load_latency_seconds{${labels},quantile="0.99"} ${(latency.all?.p99Ms ?? 0) / 1_000}\n`,
    );
  });
});

describe("the OTLP document", () => {
  const [resource] = JSON.parse(loadOtlp(report)).resourceMetrics;
  const metrics: readonly { readonly name: string; readonly [kind: string]: unknown }[] =
    resource.scopeMetrics[0].metrics;
  const pointsOf = (name: string) => {
    const metric = JSON.parse(JSON.stringify(metrics.find((one) => one.name === name)));
    return (metric.sum ?? metric.gauge ?? metric.histogram).dataPoints;
  };

  it("names the target, and has times in nanoseconds", () => {
    expect(resource.resource.attributes).toContainEqual({
      key: "url.full",
      value: { stringValue: 'http://a/?q="\\\n' },
    });
    const start = BigInt(Date.parse(report.startedAt)) * 1_000_000n;
    expect(pointsOf("backwright.load.rate")[0]).toMatchObject({
      startTimeUnixNano: String(start),
      timeUnixNano: String(start + 5_000_000_000n),
      asDouble: report.requests.perSecond,
    });
  });

  it("has a histogram whose buckets hold every request", () => {
    const [point] = pointsOf("backwright.load.duration_histogram");
    const counts: readonly string[] = point.bucketCounts;
    expect(counts).toHaveLength(point.explicitBounds.length + 1);
    expect(String(counts.reduce((sum, count) => sum + Number(count), 0))).toBe(point.count);
    expect(point.explicitBounds).toEqual([...point.explicitBounds].sort((a, b) => a - b));
    expect(Number(point.count)).toBe(report.latency.all?.count);
  });
});
