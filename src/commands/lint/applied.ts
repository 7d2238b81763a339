import { posix } from "node:path";
import type { Session } from "../../catalog/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import { historyTables, parseTableName } from "../../ledger/index.ts";
import { quoteName } from "../../sql/index.ts";
import type { LintFile } from "./file.ts";

/** Names of migrations that a database has had, by the tool that keeps them. */
export type Applied = ReadonlyMap<string, ReadonlySet<string>>;

export const NONE_APPLIED: Applied = new Map();

interface History {
  readonly tool: string;
  readonly table: string;
  /** Its one column is `id`. */
  readonly query: string;
}

/** Each tool's own table, in the form that its documentation gives it. */
const HISTORIES: readonly History[] = [
  { tool: "dbmate", table: "schema_migrations", query: "SELECT version::text AS id FROM schema_migrations" },
  {
    tool: "goose",
    table: "goose_db_version",
    query: `SELECT id FROM (SELECT DISTINCT ON (version_id) version_id::text AS id, is_applied FROM goose_db_version
      ORDER BY version_id, id DESC) AS newest WHERE is_applied`,
  },
  { tool: "node-pg-migrate", table: "pgmigrations", query: "SELECT name::text AS id FROM pgmigrations" },
  {
    tool: "atlas",
    table: "atlas_schema_revisions.atlas_schema_revisions",
    query: "SELECT version::text AS id FROM atlas_schema_revisions.atlas_schema_revisions",
  },
];

/** Reads which migrations a database has had: by our own history, and by those of the tools whose files are understood. */
export async function readApplied(session: Session, table: string): Promise<Applied> {
  const applied = new Map([["backwright", await ownHistory(session, table)]]);
  for (const { tool, table: name, query } of HISTORIES) {
    const [found = {}] = await session.query("SELECT to_regclass($1) IS NOT NULL AS there", [name]);
    if (found["there"] === true) applied.set(tool, await idsOf(session, query));
  }
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
  const number = /^\d+/.exec(id)?.[0] ?? id;
  const others = applied.get(format);
  return others !== undefined && [id, number, number.replace(/^0+(?=\d)/, "")].some((name) => others.has(name));
}
