import type { Stage } from "../plan.ts";

/**
 * The level of a staged load after `atMs`: each stage goes evenly from the level before it to its target, one of 0 ms jumps,
 * and the last target is held.
 *
 * @example
 * levelAt(0, [{ durationMs: 1_000, target: 10 }], 500); // 5
 */
export function levelAt(start: number, stages: readonly Stage[], atMs: number): number {
  let level = start;
  let from = 0;
  for (const { durationMs, target } of stages) {
    if (atMs < from + durationMs) return level + ((target - level) * (atMs - from)) / durationMs;
    from += durationMs;
    level = target;
  }
  return level;
}
