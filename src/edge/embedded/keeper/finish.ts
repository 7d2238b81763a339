import { rmSync } from "node:fs";
import { endProgram } from "./child.ts";
import { killAll } from "./processes.ts";
import { hasLock, removeSharedMemory } from "./shared-memory.ts";
import { held } from "./state.ts";

/** How a program ended, with the last lines of its log. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

let listener: (ended: Ended) => void = () => undefined;

export function onServerEnd(heard: (ended: Ended) => void): void {
  listener = heard;
}

/** A server that ends by itself, or is killed. */
export function serverEnded(ended: Ended): void {
  if (!held.isEnding) listener(ended);
}

/** Stops everything that runs and removes every folder that was not given away. A second call never ends. */
export async function finish(): Promise<void> {
  if (held.isEnding) return new Promise(() => undefined);
  held.isEnding = true;
  for (const program of held.programs) await endProgram(program);
  await held.server?.stop();
  for (const data of held.data) if (hasLock(data)) await clearUp(data);
  for (const folder of held.folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** An orderly end leaves no lock file; a killed postmaster leaves it, busy backends and a segment of shared memory. */
async function clearUp(data: string): Promise<void> {
  await killAll(held.token);
  removeSharedMemory(data);
}
