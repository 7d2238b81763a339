import { formatCount, formatDecimal } from "../../kit/index.ts";
import type { Decision, Target, Workload } from "../../decide/index.ts";

/** A share as a percentage without binary dust: `99.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(7))} %`;

const plain = (value: number): string => formatDecimal(value, 2).replace(/\.?0+$/, "");

const minutes = (value: number): string => `${plain(value)} min`;

export type Row = readonly [name: string, value: string, note: string];

/** A row of two cells, the note behind the value. */
export const noted = ([name, value, note]: Row): readonly string[] => [
  name,
  note === "" ? value : `${value} (${note})`,
];

/** The targets as rows of name, value and where the value comes from. */
export function targetRows({ thresholds, targets }: Decision): readonly Row[] {
  if (thresholds === null || targets === null) return [];
  return [
    ["p50 / p95 / p99", `${thresholds.p50Ms} / ${thresholds.p95Ms} / ${thresholds.p99Ms} ms`, "profile's floor"],
    ["uptime", percent(targets.uptime.value), origin(targets.uptime, percent)],
    [
      "error rate at most",
      percent(thresholds.errorRateMax),
      `leaves ${minutes(targets.downtimeBudgetMinutes)} in 30 days`,
    ],
    ["error budget's owner", targets.errorBudgetOwner ?? "open", ""],
    ["RPO", minutes(targets.rpoMinutes.value), origin(targets.rpoMinutes, minutes)],
    ["RTO", minutes(targets.rtoMinutes.value), origin(targets.rtoMinutes, minutes)],
  ];
}

function origin(target: Target, format: (value: number) => string): string {
  if (target.source === "profile-floor") return "profile's floor";
  if (target.against === "equal") return "your answer, and the profile's floor";
  return `your answer, ${target.against} than the profile's floor of ${format(target.floor)}`;
}

/** What the answers mean in figures. */
export function workloadRows(workload: Workload | null): readonly Row[] {
  if (workload === null) return [];
  const { readsPerSecond, writesPerSecond, inFlightAtP95, writesAtRisk, recovery } = workload;
  return [
    ["reads / writes", `${plain(readsPerSecond)} / ${plain(writesPerSecond)} per second`, ""],
    ["in flight at p95", plain(inFlightAtP95), "upper estimate, Little's law"],
    ["reads served by", readsServedBy(workload.reads), assumption(workload.reads)],
    ["writes at risk", formatCount(writesAtRisk), "at most, when the RPO is used up at this rate"],
    ["data comes back by", DATA[recovery.data], ""],
    ["service comes back by", SERVICE[recovery.service], ""],
    ["parts talk", TALK[workload.communication ?? "open"], ""],
  ];
}

function readsServedBy({ kind, cacheHitRatioNeeded, replicas }: Workload["reads"]): string {
  if (kind === "primary") return "the primary alone; no cache before it is measured";
  if (kind === "cache") return `a cache that answers ${percent(cacheHitRatioNeeded ?? 0)} of them or more`;
  if (kind === "replicas") return `${replicas ?? 1} read replica${replicas === 1 ? "" : "s"} beside the primary`;
  return "the primary; writes rule here: batch and partition, replicas do not help";
}

const assumption = ({ kind, assumedPrimaryReadsPerSecond }: Workload["reads"]): string =>
  kind === "write-path" ? "" : `assumes ${formatCount(assumedPrimaryReadsPerSecond)} reads per second on a primary`;

const DATA: Readonly<Record<Workload["recovery"]["data"], string>> = {
  snapshots: "snapshots, at least one per RPO",
  "wal-archive": "base backups and a WAL archive (point-in-time recovery)",
  "streaming-replica": "a streaming replica",
  "synchronous-replica": "a synchronous replica, whose time is part of every commit",
};

const SERVICE: Readonly<Record<Workload["recovery"]["service"], string>> = {
  "backup-restore": "restoring a backup",
  "pilot-light": "a pilot light: data kept in step, machines started when needed",
  "warm-standby": "a warm standby",
  "active-active": "two active sites",
};

const TALK: Readonly<Record<NonNullable<Workload["communication"]> | "open", string>> = {
  sync: "synchronously: every call has a time-out and a named fallback",
  async: "through the queue: consumers are idempotent, an outbox keeps messages and rows together",
  "event-driven": "by events: schemas are versioned, consumers idempotent, order is by key",
  open: "open",
};
