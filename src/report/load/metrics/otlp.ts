import { jsonText } from "../../../kit/index.ts";
import type { LoadReport } from "../../../load/result/index.ts";
import { familiesOf, type Family, type Point } from "./families.ts";

/** AGGREGATION_TEMPORALITY_CUMULATIVE. */
const CUMULATIVE = 2;

/**
 * The figures as an OTLP/JSON ExportMetricsServiceRequest (opentelemetry-proto 1.x): what `/v1/metrics` of a collector takes. Times are
 * seconds; 64-bit whole numbers are texts, as protobuf's JSON mapping wants them.
 *
 * @example
 * JSON.parse(loadOtlp(report)).resourceMetrics.length; // 1
 */
export function loadOtlp(report: LoadReport): string {
  const time = timeOf(report);
  const metrics = [...familiesOf(report).map((family) => metricOf(family, time)), ...histogramOf(report, time)];
  const resource = { attributes: attributes({ "service.name": "backwright", "url.full": report.target.url }) };
  return `${jsonText({ resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: "backwright.load" }, metrics }] }] })}\n`;
}

interface Time {
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

function timeOf({ startedAt, elapsedMs }: LoadReport): Time {
  const startMs = Date.parse(startedAt);
  return { startTimeUnixNano: nanos(startMs), timeUnixNano: nanos(startMs + Math.ceil(elapsedMs)) };
}

const nanos = (milliseconds: number): string => `${milliseconds}000000`;

function metricOf({ name, help, kind, unit, points }: Family, time: Time) {
  const dataPoints = points.map(({ labels, value }) => ({ attributes: attributes(labels), ...time, asDouble: value }));
  const about = { name: `backwright.load.${name.replaceAll("_seconds", "")}`, description: help, unit };
  if (kind === "gauge") return { ...about, gauge: { dataPoints } };
  return { ...about, sum: { dataPoints, aggregationTemporality: CUMULATIVE, isMonotonic: true } };
}

/** The whole distribution, for backends that compute quantiles themselves. */
function histogramOf({ distribution, latency: { all } }: LoadReport, time: Time) {
  if (distribution === null || all === null) return [];
  const { bucketFromMs, bucketSuccessful, bucketFailed } = distribution;
  const dataPoint = {
    attributes: [],
    ...time,
    count: `${all.count}`,
    sum: (all.meanMs * all.count) / 1_000,
    min: all.minMs / 1_000,
    max: all.maxMs / 1_000,
    explicitBounds: bucketFromMs.slice(1, -1).map((milliseconds) => milliseconds / 1_000),
    bucketCounts: bucketSuccessful.map((count, index) => `${count + (bucketFailed[index] ?? 0)}`),
  };
  const about = {
    name: "backwright.load.duration_histogram",
    description: "Latency of all finished requests",
    unit: "s",
  };
  return [{ ...about, histogram: { dataPoints: [dataPoint], aggregationTemporality: CUMULATIVE } }];
}

const attributes = (labels: Point["labels"]) =>
  Object.entries(labels).map(([key, value]) => ({ key, value: { stringValue: value } }));
