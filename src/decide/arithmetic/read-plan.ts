import type { Traffic } from "./traffic.ts";

/** Where reads go, cheapest first that carries them. */
export interface ReadPlan {
  readonly kind: "primary" | "cache" | "replicas" | "write-path";
  /** Share of reads (0..1) that a cache must answer, where the plan is a cache. */
  readonly cacheHitRatioNeeded?: number;
  /** Read replicas beside the primary, where the plan is replicas. */
  readonly replicas?: number;
}

/**
 * Reads per second that one PostgreSQL primary is assumed to carry beside its writes. An assumption, stated wherever it
 * is used, until a load run replaces it.
 */
export const ASSUMED_PRIMARY_READS_PER_SECOND = 1_000;

/** From this ratio on the same row is read often enough between two writes for a cache to pay. */
const CACHE_PAYS_FROM_RATIO = 10;

/**
 * How reads are served. With λ reads per second, hit ratio h and a primary that carries c: λ(1−h) ≤ c.
 *
 * @example
 * planReads({ readsPerSecond: 4_000, writesPerSecond: 100 }); // { kind: "cache", cacheHitRatioNeeded: 0.75 }
 */
export function planReads({ readsPerSecond, writesPerSecond }: Traffic): ReadPlan {
  if (writesPerSecond > readsPerSecond) return { kind: "write-path" };
  if (readsPerSecond <= ASSUMED_PRIMARY_READS_PER_SECOND) return { kind: "primary" };
  if (readsPerSecond < writesPerSecond * CACHE_PAYS_FROM_RATIO) {
    return { kind: "replicas", replicas: Math.ceil(readsPerSecond / ASSUMED_PRIMARY_READS_PER_SECOND) - 1 };
  }
  const needed = 1 - ASSUMED_PRIMARY_READS_PER_SECOND / readsPerSecond;
  return { kind: "cache", cacheHitRatioNeeded: Math.ceil(needed * 1_000) / 1_000 };
}
