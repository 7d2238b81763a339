import type { Interval, Latencies, Latency, LoadReport } from "../../load/result/index.ts";
import { formatMs } from "./numbers.ts";

/** Of successful requests; of failed ones where nothing succeeded, and then it says so. */
export function latencyLines({ successful, failed }: Latencies): readonly string[] {
  if (successful !== null) return ["LATENCY (ms):", ...mainLines(successful)];
  if (failed === null) return ["LATENCY (ms):", "  Nothing was measured"];
  return ["LATENCY (ms), of failed requests, as none succeeded:", ...mainLines(failed)];
}

const mainLines = (latency: Latency): readonly string[] => [
  `  Min: ${formatMs(latency.minMs)}`,
  `  Avg: ${formatMs(latency.meanMs)}`,
  `  P50: ${formatMs(latency.p50Ms)}`,
  `  P95: ${formatMs(latency.p95Ms)}`,
  `  P99: ${formatMs(latency.p99Ms)}`,
  `  Max: ${formatMs(latency.maxMs)}`,
];

/** What a latency consists of, and the rest of its distribution. */
export function moreLatencyLines({ latency, phases, intervals }: LoadReport): readonly string[] {
  const shown = latency.successful ?? latency.failed;
  if (shown === null) return [];
  return [
    "MORE LATENCY (ms):",
    `  P75: ${formatMs(shown.p75Ms)}`,
    `  P90: ${formatMs(shown.p90Ms)}`,
    `  P99.9: ${formatMs(shown.p999Ms)}`,
    `  Standard deviation: ${formatMs(shown.deviationMs)}`,
    ...intervalLines(intervals),
    ...phaseLine("First byte", phases.firstByte),
    ...phaseLine("Download", phases.download),
    ...phaseLine("Connect", phases.connect),
    ...phaseLine("TLS handshake", phases.tlsHandshake),
  ];
}

/** The quantiles' intervals, of all finished requests. */
function intervalLines(intervals: LoadReport["intervals"]): readonly string[] {
  if (intervals === null) return [];
  const { confidencePercent, p50, p95, p99 } = intervals;
  const shown = [`P50 ${intervalText(p50)}`, `P95 ${intervalText(p95)}`, `P99 ${intervalText(p99)}`];
  return [`  ${confidencePercent}% intervals: ${shown.join(", ")}`];
}

/** @example intervalText({ lowMs: 66, highMs: 68, effectiveCount: 900 }); // "66 to 68" */
export function intervalText({ lowMs, highMs }: Interval): string {
  if (lowMs === null && highMs === null) return "unknown";
  if (lowMs === null) return `up to ${formatMs(highMs ?? 0)}`;
  return highMs === null ? `${formatMs(lowMs)} or more` : `${formatMs(lowMs)} to ${formatMs(highMs)}`;
}

function phaseLine(name: string, latency: Latency | null): readonly string[] {
  if (latency === null) return [];
  return [`  ${name}: P50 ${formatMs(latency.p50Ms)}, P99 ${formatMs(latency.p99Ms)}, max ${formatMs(latency.maxMs)}`];
}

/** How long failures took, and what all requests together look like. */
export function failedLatencyLines({ successful, failed, all }: Latencies): readonly string[] {
  if (successful === null || failed === null || all === null) return [];
  return ["LATENCY WITH FAILURES (ms):", rangeLine("Failed requests", failed), rangeLine("All requests", all)];
}

const rangeLine = (name: string, latency: Latency): string =>
  `  ${name}: ${[
    `P50 ${formatMs(latency.p50Ms)}`,
    `P95 ${formatMs(latency.p95Ms)}`,
    `P99 ${formatMs(latency.p99Ms)}`,
    `max ${formatMs(latency.maxMs)}`,
  ].join(", ")}`;
