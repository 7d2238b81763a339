import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import type { MigrateOutcome } from "../../ledger/index.ts";
import { dumpSchema, findDump } from "./dump.ts";

export interface DumpWish {
  readonly connection?: string | undefined;
  readonly table: string;
  readonly dump?: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Runs, then writes the schema into the file that was asked for; that it can be written is made sure of before. Also after
 * a failure, since what was applied before it stays. Errors: `schema-dump-program`, `schema-dump-failed`.
 */
export async function withDump<Outcome extends MigrateOutcome>(
  world: World,
  { wish, session }: { readonly wish: DumpWish; readonly session: Session },
  run: () => Promise<Outcome>,
): Promise<Outcome & { readonly dump: string | null }> {
  const { connection, table, dump, dryRun } = wish;
  if (dump === undefined || dryRun || connection === undefined) return { ...(await run()), dump: null };
  const program = await findDump(world, session);
  const outcome = await run();
  if (outcome.outcome === "refused") return { ...outcome, dump: null };
  await world.files.writeText(dump, await dumpSchema(world, program, { connection, table }));
  return { ...outcome, dump };
}
