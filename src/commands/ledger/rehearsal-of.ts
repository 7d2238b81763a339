import type { World } from "../../command/index.ts";
import type { MigrateOutcome, MigrationFolder } from "../../ledger/index.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { rehearse, type Leg } from "./rehearse.ts";

export type { Rehearsal } from "./rehearsal.ts";

export interface RehearsalWish {
  readonly connection?: string | undefined;
  readonly dryRun: boolean;
  readonly shadow: boolean;
}

interface Planned {
  readonly folder: MigrationFolder;
  readonly outcome: MigrateOutcome;
  readonly direction?: "up" | "down";
}

/** What a dry run that has something to do sees on a shadow; null for every other run. */
export async function rehearsalOf(
  world: World,
  { connection, dryRun, shadow }: RehearsalWish,
  { folder, outcome, direction = "up" }: Planned,
): Promise<Rehearsal | null> {
  if (!dryRun || !shadow || connection === undefined || outcome.outcome !== "planned") return null;
  const legs = outcome.pending.flatMap(({ migration }): readonly Leg[] => {
    const file = folder.files.find(({ id }) => id === migration);
    if (file === undefined) return [];
    if (direction === "up") return [{ file, direction, there: file.up, back: file.down }];
    return file.down === undefined ? [] : [{ file, direction, there: file.down, back: file.up }];
  });
  return (await rehearse(world, { connection, legs })) ?? null;
}
