import type { World } from "../../command/index.ts";
import { parseThreshold, readThresholds, type RunFacts } from "../../load/index.ts";
import { commandLine } from "./command-line.ts";
import { environmentOf } from "./environment.ts";
import type { GateFlags } from "./flags/index.ts";
import { given } from "./given.ts";

const DEFAULT_TARGET_MS = 200;

/** What a report needs besides the plan and the measurement. */
export type Promises = Omit<RunFacts, "plan" | "shown" | "startedAt">;

/**
 * What was promised, the command line without its secrets, and what measured. Errors: `load-bad-threshold`,
 * `load-bad-threshold-file`, and a file's.
 */
export async function promisesOf(flags: GateFlags, world: World): Promise<Promises> {
  const { targetP99: ms, threshold, thresholds: path, expectRateLimit } = flags;
  const read = path === undefined ? [] : readThresholds(await world.files.readText(path), path);
  return {
    targetP99: { ms: ms ?? DEFAULT_TARGET_MS, asked: ms !== undefined },
    thresholds: [...threshold.map((text) => parseThreshold(text, "flag")), ...read],
    expectRateLimit,
    environment: await environmentOf(world),
    ...given({ command: commandLine(world) }),
  };
}
