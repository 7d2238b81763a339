import { formatCount } from "../../kit/index.ts";
import type { Latency, LoadReport } from "../../load/result/index.ts";
import { formatMs } from "./numbers.ts";

/** How an open workload kept its clock. */
export function scheduleLines({ schedule }: LoadReport): readonly string[] {
  if (schedule === null) return [];
  return [
    "SCHEDULE (ms):",
    `  Due: ${formatCount(schedule.due)}, sent: ${formatCount(schedule.sent)}, never sent: ${formatCount(schedule.unsent)}`,
    ...delayLine("Sent late by the generator", schedule.lag),
    ...delayLine("Held up by the server", schedule.blocked),
  ];
}

function delayLine(name: string, latency: Latency | null): readonly string[] {
  if (latency === null) return [];
  return [
    `  ${name}: ${formatCount(latency.count)} times, P50 ${formatMs(latency.p50Ms)}, P99 ${formatMs(latency.p99Ms)}, max ${formatMs(latency.maxMs)}`,
  ];
}
