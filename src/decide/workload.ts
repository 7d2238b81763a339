import type { Answers } from "./answers.ts";
import {
  ASSUMED_PRIMARY_READS_PER_SECOND,
  inFlight,
  planReads,
  recoveryPlan,
  splitTraffic,
  writesAtRisk,
} from "./arithmetic/index.ts";
import type { Targets, Thresholds, Workload } from "./decision.ts";

/** What the answers mean in figures under these targets. */
export function workloadOf(answers: Answers, targets: Targets, thresholds: Thresholds): Workload {
  const traffic = splitTraffic(answers.qpsP99, answers.readWriteRatio);
  return {
    ...traffic,
    inFlightAtP95: inFlight(answers.qpsP99, thresholds.p95Ms),
    writesAtRisk: writesAtRisk(traffic.writesPerSecond, targets.rpoMinutes.value),
    reads: { ...planReads(traffic), assumedPrimaryReadsPerSecond: ASSUMED_PRIMARY_READS_PER_SECOND },
    recovery: recoveryPlan(targets.rpoMinutes.value, targets.rtoMinutes.value),
    communication: answers.communication ?? null,
  };
}
