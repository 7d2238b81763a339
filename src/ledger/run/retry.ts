import type { Task, FileResult } from "./task.ts";
import type { RunParts } from "./types.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** lock_not_available, deadlock_detected, serialization_failure: nothing was kept, and a moment later it may go. */
const PASSING: ReadonlySet<string> = new Set(["55P03", "40P01", "40001"]);

/**
 * Tries again what only could not get its lock, with pauses that double: between the tries those who waited behind us go
 * on. Code is not tried again: what it did elsewhere was not rolled back.
 */
export async function withRetries(
  parts: RunParts,
  task: Task,
  attempt: () => Promise<FileResult>,
): Promise<FileResult> {
  const isCode = task.script.steps.some(({ work }) => work.kind === "code");
  const most = isCode ? 1 : (parts.lockTries ?? 1);
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    if (result.kind === "applied" || tries >= most || !PASSING.has(result.failure.sqlState ?? "")) return result;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    parts.observe({ kind: "retrying", migration: task.file.id, tries, pauseMs });
    await parts.clock.sleep(pauseMs, parts.signal);
  }
}
