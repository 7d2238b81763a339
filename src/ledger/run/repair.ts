import type { Session } from "../../catalog/index.ts";
import { errors } from "../../kit/index.ts";
import type { MigrationFolder } from "../folder.ts";
import { planRepair, type Repair } from "../repair-plan.ts";
import { forget, readHistory, record } from "./history-store.ts";
import { withLock } from "./lock.ts";
import { ensureTable, locateTable, type HistoryTable } from "./table.ts";
import { checkTarget } from "./target.ts";
import type { RunParts } from "./types.ts";

export interface RepairParts extends RunParts {
  /** Only these; none: what could be repaired is listed. */
  readonly names: readonly string[];
  /** What an unfinished one is from now on. */
  readonly as?: "applied" | "pending" | undefined;
  readonly confirm: (repairs: readonly Repair[]) => Promise<void>;
}

export interface RepairOutcome {
  readonly outcome: "repaired" | "listed" | "nothing-to-do";
  readonly database: string;
  readonly host: string;
  readonly table: string;
  readonly repairs: readonly Repair[];
}

/**
 * Corrects the history where it and the folder disagree, only for what was named: an edited file is taken as it is now, a
 * missing one is forgotten, an unfinished one becomes applied or pending. Nothing else of the database is touched.
 * Errors: `migration-repair-unclear`, `migration-locked`.
 */
export async function repair(parts: RepairParts, folder: MigrationFolder): Promise<RepairOutcome> {
  const table = await locateTable(parts.session, parts.table);
  const repairs = await planNow(parts, table, folder);
  const { database, where: host } = parts.session;
  const base = { database, host, table: table.sql, repairs };
  if (repairs.length === 0) return { ...base, outcome: "nothing-to-do" };
  if (parts.names.length === 0 || parts.dryRun) return { ...base, outcome: "listed" };
  refuseUnclear(repairs);
  await checkTarget(parts);
  await parts.confirm(repairs);
  await withLock(parts, table, () => write(parts, folder));
  return { ...base, outcome: "repaired" };
}

async function planNow(parts: RepairParts, table: HistoryTable, folder: MigrationFolder): Promise<readonly Repair[]> {
  const history = await readHistory(parts.session, table);
  return planRepair({ folder, history }, parts.names, parts.as);
}

function refuseUnclear(repairs: readonly Repair[]): void {
  const unclear = repairs.filter(({ action }) => action === null);
  if (unclear.length === 0) return;
  const needsDecision = unclear.some((one) => one.needsDecision);
  throw errors.ledger.repairUnclear({ migrations: unclear.map(({ migration }) => migration), needsDecision });
}

async function write(parts: RepairParts, folder: MigrationFolder): Promise<void> {
  const { session } = parts;
  const before = await locateTable(session, parts.table);
  await ensureTable(session, before);
  const table = { ...before, exists: true };
  const repairs = await planNow(parts, table, folder);
  refuseUnclear(repairs);
  await session.script("begin");
  for (const one of repairs) await writeOne(session, table, one);
  await session.script("commit");
}

async function writeOne(session: Session, table: HistoryTable, { action, row }: Repair): Promise<void> {
  const durationMs = row.entry?.durationMs ?? null;
  if (action === "forget") await forget(session, table, row.id);
  else if (row.file !== undefined)
    await record(session, table, { file: row.file, state: "applied", durationMs, origin: "repair" });
  else {
    const sql = `update ${table.sql} set state = 'applied', origin = 'repair', recorded_by = session_user,
      recorded_at = pg_catalog.clock_timestamp() where id = $1`;
    await session.query(sql, [row.id]);
  }
}
