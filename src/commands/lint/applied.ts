import { posix } from "node:path";
import type { Session } from "../../catalog/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import { historyTables, isRecorded, parseTableName, readOtherHistories } from "../../ledger/index.ts";
import { quoteName } from "../../sql/index.ts";
import type { LintFile } from "./file.ts";

/** Names of migrations that a database has had, by the tool that keeps them. */
export type Applied = ReadonlyMap<string, ReadonlySet<string>>;

export const NONE_APPLIED: Applied = new Map();

/** Reads which migrations a database has had: by our own history, and by those of the tools whose files are understood. */
export async function readApplied(session: Session, table: string): Promise<Applied> {
  const applied = new Map([["backwright", await ownHistory(session, table)]]);
  for (const { tool, ids } of await readOtherHistories(session)) applied.set(tool, ids);
  return applied;
}

async function ownHistory(session: Session, table: string): Promise<ReadonlySet<string>> {
  const [history] = await attempt(() => historyTables(session, parseTableName(table)), []);
  if (history === undefined) return new Set();
  return await idsOf(session, `SELECT id::text AS id FROM ${quoteName(history, "postgresql")} WHERE state = 'applied'`);
}

/** A table that the role may not read, or that is another's of the same name, tells nothing. */
const idsOf = async (session: Session, query: string): Promise<ReadonlySet<string>> =>
  new Set((await attempt(() => session.query(query), [])).map((row) => String(row["id"])));

async function attempt<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work();
  } catch (failure) {
    if (isBackwrightError(failure) && /^(?:migration-|database-query-failed$)/.test(failure.code)) return otherwise;
    throw failure;
  }
}

const SUFFIX = /(?:_rollback|\.up|\.down)?\.sql$/i;

/** Whether a file is one of those, by the name that its tool keeps of it: its own, or the number that it begins with. */
export function isApplied({ path, format }: Pick<LintFile, "path" | "format">, applied: Applied): boolean {
  const id = posix.basename(path.replaceAll("\\", "/")).replace(SUFFIX, "");
  if (applied.get("backwright")?.has(id) === true) return true;
  const ids = applied.get(format);
  return ids !== undefined && isRecorded(id, { ids });
}
