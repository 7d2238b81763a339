import type { Plan, Built } from "../shadow/index.ts";

/** When a lower cost counts. In the planner's units, in which a page read in sequence costs 1. */
export interface Thresholds {
  /** Of a statement's cost, 0..1. */
  readonly leastShare: number;
  /** Per call. */
  readonly leastSaving: number;
}

export const THRESHOLDS: Thresholds = { leastShare: 0.2, leastSaving: 30 };

/** For an index beside one that begins with the same keys. */
export const BESIDE: Thresholds = { leastShare: 0.2, leastSaving: 300 };

/** Where a budget is given to be spent. */
export const SPENDING: Thresholds = { leastShare: 0.03, leastSaving: 30 };

/** True when the plan is so much cheaper that an index is worth having for it. */
export function isWorth(before: number, after: number, { leastShare, leastSaving }: Thresholds = THRESHOLDS): boolean {
  const saving = before - after;
  return saving >= leastSaving && saving >= before * leastShare;
}

/**
 * True when the plan really goes by the index. A search that names no leading key is one of PostgreSQL 18's skip scans, which an older
 * server would not do.
 */
export function usesIndex({ scans }: Plan, { names, candidate }: Built, mayReach: boolean): boolean {
  const leading = candidate.keys[0]?.term;
  return scans.some(({ index, indexCondition }) => {
    if (index === null || !names.includes(index)) return false;
    const isLed = leading?.kind !== "column" || indexCondition === null || indexCondition.includes(leading.name);
    return mayReach || isLed;
  });
}
