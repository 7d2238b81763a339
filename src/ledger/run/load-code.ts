import type { Script } from "../script.ts";

/**
 * Loads what is code before anything is changed: a module that cannot be loaded then stops nothing halfway.
 * Error: `migration-code-unusable`.
 */
export async function loadCode(scripts: readonly Script[]): Promise<void> {
  for (const { work } of scripts.flatMap(({ steps }) => steps)) if (work.kind === "code") await work.load();
}
