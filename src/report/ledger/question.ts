import { safeLine } from "../../kit/index.ts";
import type { PendingMigration } from "../../ledger/index.ts";

export interface Target {
  readonly database: string;
  readonly host: string;
  readonly user: string;
}

const SHOWN = 10;

/** The question before a run: which files, into which database, as whom. */
export function migrationQuestion(files: readonly PendingMigration[], target: Target): string {
  const names = files.slice(0, SHOWN).map((file) => safeLine(file.file));
  const more = files.length > SHOWN ? [`and ${files.length - SHOWN} more`] : [];
  const count = files.length === 1 ? "this migration" : `these ${files.length} migrations`;
  const where = `database ${target.database} at ${target.host} as ${target.user}`;
  return `Apply ${count} to ${where}: ${[...names, ...more].join(", ")}?`;
}
