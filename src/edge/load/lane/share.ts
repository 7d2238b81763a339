import type { LoadPlan, Share } from "../../../load/sending/index.ts";

/**
 * A worker's part of a plan: its users. Everything else is shared out while it runs: arrivals by the schedule, a ramp's level
 * by `isUser`, the number of requests by `claim`.
 *
 * @example
 * shareOf({ ...plan, concurrency: 5 }, { index: 0, of: 2 }).concurrency; // 3
 */
export function shareOf(plan: LoadPlan, share: Share): LoadPlan {
  return { ...plan, concurrency: part(plan.concurrency, share) };
}

// The first ones take what is left over.
const part = (total: number, { index, of }: Share): number => Math.floor(total / of) + (index < total % of ? 1 : 0);
