import type { LoadReport } from "../result/index.ts";
import type { BlockMeasured, Side } from "./block.ts";
import type { ComparedSide } from "./result/index.ts";
import { sparseQuantile } from "./sparse.ts";

/** A run as one side of a comparison. */
export function sideOf(report: LoadReport, name: string): ComparedSide {
  const { target, settings, requests, latency, transfer, errors, statuses } = report;
  const answers = statuses.reduce((sum, { count }) => sum + count, 0);
  return {
    name,
    ...target,
    startedAt: report.startedAt,
    elapsedMs: report.elapsedMs,
    settings,
    requests,
    p50Ms: latency.successful?.p50Ms ?? null,
    p90Ms: latency.successful?.p90Ms ?? null,
    p99Ms: latency.successful?.p99Ms ?? null,
    bytesPerAnswer: answers === 0 ? null : Math.round(transfer.receivedBytes / answers),
    errors,
    statuses,
    valid: report.validity?.valid ?? null,
  };
}

/** The latencies of a side's blocks instead of the whole run's, which the warm-up is part of. */
export function withBlocks(side: ComparedSide, blocks: readonly BlockMeasured[], which: Side): ComparedSide {
  const own = blocks.filter((block) => block.side === which).map(({ latency }) => latency);
  const at = (share: number): number | null => {
    const micros = sparseQuantile(own, share);
    return Number.isNaN(micros) ? null : Math.round(micros) / 1_000;
  };
  return { ...side, p50Ms: at(0.5), p90Ms: at(0.9), p99Ms: at(0.99) };
}
