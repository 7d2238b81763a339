import { errors, parseDuration } from "../kit/index.ts";
import type { Stage } from "./plan.ts";

/**
 * Stages as they are typed: how long it takes to come to a level, and the level. Error: `load-bad-stages`.
 *
 * @example
 * parseStages("30s:100,1m:500"); // [{ durationMs: 30_000, target: 100 }, { durationMs: 60_000, target: 500 }]
 */
export function parseStages(text: string): readonly Stage[] {
  return text.split(",").map((part) => stageOf(part.trim()));
}

function stageOf(part: string): Stage {
  const [time = "", level = "", ...rest] = part.split(":");
  const durationMs = parseDuration(time);
  const target = /^\d+(\.\d+)?$/.test(level.trim()) ? Number(level) : undefined;
  if (durationMs === undefined || target === undefined || rest.length > 0) throw errors.load.badStages({ part });
  return { durationMs, target };
}

/** How long all stages last together. */
export function stagesMs(stages: readonly Stage[]): number {
  return stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** The highest level that is reached. */
export function highestOf(start: number, stages: readonly Stage[]): number {
  return Math.max(start, ...stages.map(({ target }) => target));
}
