import { formatDecimal, formatDuration } from "../../kit/index.ts";
import type { LoadReport, SteadyState } from "../../load/result/index.ts";
import { formatMs } from "./numbers.ts";

/** What the run's start cost, and the figures without it. */
export function steadyLines({ steadyState }: LoadReport): readonly string[] {
  if (steadyState === null) return [];
  const { after } = steadyState;
  return [
    "STEADY STATE:",
    `  ${verdictText(steadyState)}`,
    ...(after === null
      ? []
      : [
          `  Requests/sec after the warm-up: ${formatDecimal(after.perSecond, 1)}`,
          `  Latency after it (ms): P50 ${formatMs(after.p50Ms)}, P95 ${formatMs(after.p95Ms)}, P99 ${formatMs(after.p99Ms)}`,
        ]),
  ];
}

export function verdictText({ verdict, warmUpMs, throughput, p50 }: SteadyState): string {
  switch (verdict) {
    case "steady":
      return "Steady from the start";
    case "warmed-up":
      return `Steady after a warm-up of ${formatDuration(warmUpMs)}`;
    case "too-short":
      return "The run was too short to tell";
    case "unsteady":
      if (!throughput.drifts && !p50.drifts)
        return `Not reached: what looks like a warm-up lasts for ${formatDuration(warmUpMs)}`;
      return `Not reached: throughput moved by ${signed(throughput.driftPercent)}, the median latency by ${signed(p50.driftPercent)}`;
  }
}

const signed = (percent: number): string => `${percent < 0 ? "" : "+"}${formatDecimal(percent, 1)}%`;
