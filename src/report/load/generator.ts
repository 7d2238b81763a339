import { formatDecimal, safeLine } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";
import { reasonSentence } from "../findings/index.ts";
import { formatMs } from "./numbers.ts";

/** How the generator did: what a reader needs to believe the rest. */
export function generatorLines(report: LoadReport): readonly string[] {
  const { generator, target } = report;
  return [
    "GENERATOR:",
    `  Transport: ${safeLine(target.transport)} to ${safeLine(target.address)}`,
    ...(generator.fallback === null ? [] : [`  Kernel transport not used: ${safeLine(generator.fallback)}`]),
    ...stampLines(report),
    `  Busy: ${generator.busyPercent}% of the time, ${generator.cpuPercent}% of a core`,
    ...absenceLines(report),
    ...validityLines(report),
  ];
}

function stampLines({ generator: { stamps, queueing, workers } }: LoadReport): readonly string[] {
  const queue =
    queueing === null ? "" : `; its own queue: P50 ${formatMs(queueing.p50Ms)}, P99 ${formatMs(queueing.p99Ms)} ms`;
  const by = stamps === "kernel" ? "the kernel at the socket" : "the generator as it reads";
  return [
    ...(stamps === null ? [] : [`  Arrivals stamped by: ${by}${queue}`]),
    ...(workers === null || workers === 1 ? [] : [`  Threads: ${workers}`]),
  ];
}

function absenceLines({ generator: { stolenMs, stalledMs, longestStallMs } }: LoadReport): readonly string[] {
  return [
    ...(stolenMs === null ? [] : [`  Ready but not run by the system: ${formatMs(stolenMs)} ms`]),
    ...(stalledMs === null || stalledMs === 0
      ? []
      : [`  Away from its sockets: ${formatMs(stalledMs)} ms, longest ${formatMs(longestStallMs ?? 0)} ms`]),
  ];
}

function validityLines({ validity }: LoadReport): readonly string[] {
  if (validity === null) return [];
  const share = `${formatDecimal(validity.oursPercent, 1)}% of the measured delay is its own`;
  if (validity.valid) return [`  Valid: ${share}`];
  return [`  INVALID: ${share}`, ...validity.reasons.map((reason) => `    - ${reasonSentence(reason)}`)];
}
