import type { Session } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { QualifiedName } from "../../sql/index.ts";
import type { MigrationFolder } from "../folder.ts";
import type { MigrationRow, MigrationState } from "../judge.ts";
import { planMigrations } from "../plan.ts";
import { readHistory } from "./history-store.ts";
import { locateTable } from "./table.ts";

export interface StatusRow {
  readonly migration: string;
  readonly state: MigrationState;
  /** null where the file is missing. */
  readonly file: string | null;
  readonly rollback: string | null;
  /** ISO 8601, UTC. */
  readonly appliedAt: string | null;
  readonly appliedBy: string | null;
  readonly durationMs: number | null;
  /** Applied, and edited since in its comments or spaces only, which is allowed. */
  readonly commentsEdited: boolean;
}

export interface StatusOutcome {
  readonly database: string;
  readonly host: string;
  readonly table: string;
  /** False before the first migration. */
  readonly tableExists: boolean;
  readonly migrations: readonly StatusRow[];
  /** Why `migrate` would refuse. */
  readonly refusals: readonly Finding[];
}

/** Holds a folder against a database, writing nothing. Error: `migration-table-foreign`. */
export async function readStatus(
  session: Session,
  name: QualifiedName,
  folder: MigrationFolder,
): Promise<StatusOutcome> {
  const table = await locateTable(session, name);
  const plan = planMigrations(folder, await readHistory(session, table));
  return {
    database: session.database,
    host: session.where,
    table: table.sql,
    tableExists: table.exists,
    migrations: plan.rows.map(statusRow),
    refusals: plan.refusals,
  };
}

function statusRow({ id, state, file, entry }: MigrationRow): StatusRow {
  return {
    migration: id,
    state,
    file: file?.path ?? null,
    rollback: file?.rollback ?? null,
    appliedAt: entry?.recordedAt ?? null,
    appliedBy: entry?.recordedBy ?? null,
    durationMs: entry?.durationMs ?? null,
    commentsEdited: state === "applied" && file?.rawChecksum !== entry?.rawChecksum,
  };
}
