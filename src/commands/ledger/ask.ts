import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, safeText } from "../../kit/index.ts";
import { risksOf, type PendingMigration, type Script } from "../../ledger/index.ts";
import { migrationQuestion } from "../../report/ledger/index.ts";

export interface Asking {
  readonly yes: boolean;
  readonly verb: "apply" | "roll back" | "redo";
  readonly session: Session;
  readonly files: readonly PendingMigration[];
  readonly scripts: readonly Script[];
}

/** Asks before a run, naming database and data at risk. Errors: `declined`, `consent-needed`. */
export async function askBefore(world: World, asking: Asking): Promise<void> {
  if (asking.yes) return;
  const { session, files, verb } = asking;
  const question = migrationQuestion(files, {
    verb,
    database: safeText(session.database),
    host: safeText(session.where),
    user: safeText(session.user),
    risks: await risksOf(session, asking.scripts),
  });
  if (!(await world.prompts.confirm(question, "--yes"))) throw errors.command.declined({ question });
}
