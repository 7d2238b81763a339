/** How data and service come back. Both lists run from cheap to dear. */
export interface RecoveryPlan {
  readonly data: "snapshots" | "wal-archive" | "streaming-replica" | "synchronous-replica";
  readonly service: "backup-restore" | "pilot-light" | "warm-standby" | "active-active";
}

/**
 * The cheapest recovery tier that can meet an RPO and RTO in minutes. A tighter number never gives a cheaper tier.
 *
 * Source: the four strategies of AWS, "Disaster Recovery of Workloads on AWS" (2021); PostgreSQL manual, chapters
 * "Continuous Archiving" and "Log-Shipping Standby Servers".
 *
 * @example
 * recoveryPlan(60, 240); // { data: "snapshots", service: "backup-restore" }
 */
export function recoveryPlan(rpoMinutes: number, rtoMinutes: number): RecoveryPlan {
  return { data: dataTier(rpoMinutes), service: serviceTier(rtoMinutes) };
}

function dataTier(rpoMinutes: number): RecoveryPlan["data"] {
  if (rpoMinutes === 0) return "synchronous-replica";
  if (rpoMinutes < 1) return "streaming-replica";
  return rpoMinutes < 60 ? "wal-archive" : "snapshots";
}

function serviceTier(rtoMinutes: number): RecoveryPlan["service"] {
  if (rtoMinutes < 1) return "active-active";
  if (rtoMinutes < 10) return "warm-standby";
  return rtoMinutes < 60 ? "pilot-light" : "backup-restore";
}
