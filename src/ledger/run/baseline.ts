import { errors } from "../../kit/index.ts";
import type { MigrationFile } from "../file.ts";
import type { MigrationFolder } from "../folder.ts";
import { readHistory, record } from "./history-store.ts";
import { withLock } from "./lock.ts";
import { ensureTable, locateTable, type HistoryTable } from "./table.ts";
import { checkTarget } from "./target.ts";
import type { RunParts } from "./types.ts";

export interface BaselineParts extends RunParts {
  /** The last migration that the database is taken to have. */
  readonly upTo: string;
  /** Throws to say no. */
  readonly confirm: (migrations: readonly string[]) => Promise<void>;
}

export interface BaselineOutcome {
  readonly outcome: "recorded" | "planned";
  readonly database: string;
  readonly host: string;
  readonly table: string;
  /** Recorded as applied, without being run. */
  readonly migrations: readonly string[];
}

/**
 * Takes a database that was made without this history as being at a migration: all files up to it are recorded as
 * applied, and none is run. Error: `migration-history-exists` where the history holds anything.
 */
export async function baseline(parts: BaselineParts, folder: MigrationFolder): Promise<BaselineOutcome> {
  const table = await locateTable(parts.session, parts.table);
  await refuseHistory(parts, table);
  const end = folder.files.findIndex(({ id }) => id === parts.upTo);
  const files = folder.files.slice(0, end + 1);
  const migrations = files.map(({ id }) => id);
  const { database, where: host } = parts.session;
  const base = { database, host, table: table.sql, migrations };
  if (parts.dryRun) return { ...base, outcome: "planned" };
  await checkTarget(parts);
  await parts.confirm(migrations);
  await withLock(parts, table, () => write(parts, files));
  return { ...base, outcome: "recorded" };
}

async function write(parts: BaselineParts, files: readonly MigrationFile[]): Promise<void> {
  const { session } = parts;
  const table = await locateTable(session, parts.table);
  await refuseHistory(parts, table);
  await ensureTable(session, table);
  await session.script("begin");
  for (const file of files)
    await record(session, table, { file, state: "applied", durationMs: null, origin: "baseline" });
  await session.script("commit");
}

async function refuseHistory({ session }: BaselineParts, table: HistoryTable): Promise<void> {
  const { length } = await readHistory(session, table);
  if (length > 0) throw errors.ledger.historyExists({ table: table.sql, count: length });
}
