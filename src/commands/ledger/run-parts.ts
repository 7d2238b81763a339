import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { parseTableName, type Allowance, type RunParts } from "../../ledger/index.ts";
import type { Observer } from "./observe.ts";

/** What the flags of a run say, as zod has read them. */
export interface RunInput {
  readonly connection?: string | undefined;
  readonly table: string;
  readonly allow: readonly Allowance[];
  readonly wait: number;
  readonly lockTimeout: number;
  readonly lockTries: number;
  readonly waitReplicas?: number | undefined;
}

/** The parts of a run that every command over the history has. */
export function runParts(
  world: World,
  input: RunInput,
  { session, observe }: { readonly session: Session; readonly observe: Observer },
): Omit<RunParts, "dryRun"> {
  const second = { applicationName: "backwright probe" };
  return {
    session,
    observe,
    clock: world.clock,
    signal: world.signal,
    table: parseTableName(input.table),
    waitMs: input.wait,
    lockTimeoutMs: input.lockTimeout,
    lockTries: input.lockTries,
    allow: new Set(input.allow),
    replicasMs: input.waitReplicas,
    second: () => world.databases.open({ url: input.connection ?? "" }, second),
  };
}
