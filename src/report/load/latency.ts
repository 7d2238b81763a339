import type { Latencies, Latency, LoadReport } from "../../load/result/index.ts";
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
export function moreLatencyLines({ latency, phases }: LoadReport): readonly string[] {
  const shown = latency.successful ?? latency.failed;
  if (shown === null) return [];
  return [
    "MORE LATENCY (ms):",
    `  P75: ${formatMs(shown.p75Ms)}`,
    `  P90: ${formatMs(shown.p90Ms)}`,
    `  P99.9: ${formatMs(shown.p999Ms)}`,
    `  Standard deviation: ${formatMs(shown.deviationMs)}`,
    ...phaseLine("First byte", phases.firstByte),
    ...phaseLine("Connect", phases.connect),
    ...phaseLine("TLS handshake", phases.tlsHandshake),
  ];
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
