import { formatCount, formatDecimal, formatDuration } from "../../kit/index.ts";
import type { LoadTick } from "../../load/index.ts";
import { formatMs } from "./numbers.ts";

/** Where a run stands, in a line. */
export function tickText(tick: LoadTick): string {
  const failed = tick.failed === 0 ? "" : `, ${formatCount(tick.failed)} failed`;
  return [
    formatDuration(Math.floor(tick.elapsedMs / 1_000) * 1_000),
    `${formatCount(tick.finished)} requests${failed}`,
    `${formatDecimal(tick.requestsPerSecond, 0)}/s`,
    `P50 ${formatMs(tick.p50Ms)} ms`,
    `P99 ${formatMs(tick.p99Ms)} ms`,
    `${tick.inFlight} in flight`,
  ].join("  ");
}
