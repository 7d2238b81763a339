import type { Session } from "../../catalog/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";
import type { MigrationFile } from "../file.ts";

/** What another tool has recorded as applied. */
export interface OtherHistory {
  /** As the tool is called: `dbmate`. */
  readonly tool: string;
  readonly table: string;
  /** Its own names: a whole name or the number that a file begins with. */
  readonly ids: ReadonlySet<string>;
}

interface Form {
  readonly tool: string;
  readonly table: string;
  /** Its one column is `id`. */
  readonly query: string;
}

/** Each tool's own table, in the form that its documentation gives it. */
const FORMS: readonly Form[] = [
  // It keeps the newest one alone, in a table of the same name as the next.
  {
    tool: "golang-migrate",
    table: "schema_migrations",
    query: "SELECT version::text AS id FROM schema_migrations WHERE NOT dirty",
  },
  { tool: "dbmate", table: "schema_migrations", query: "SELECT version::text AS id FROM schema_migrations" },
  {
    tool: "goose",
    table: "goose_db_version",
    query: `SELECT id FROM (SELECT DISTINCT ON (version_id) version_id::text AS id, is_applied FROM goose_db_version
      ORDER BY version_id, id DESC) AS newest WHERE is_applied AND id <> '0'`,
  },
  { tool: "node-pg-migrate", table: "pgmigrations", query: "SELECT name::text AS id FROM pgmigrations" },
  {
    tool: "atlas",
    table: "atlas_schema_revisions.atlas_schema_revisions",
    query: "SELECT version::text AS id FROM atlas_schema_revisions.atlas_schema_revisions",
  },
];

/**
 * Reads the histories of the tools whose files are understood, where the search path leads to them. A table that the role may not
 * read, or that is another's of the same name, tells nothing.
 */
export async function readOtherHistories(session: Session): Promise<readonly OtherHistory[]> {
  const found: OtherHistory[] = [];
  for (const { tool, table, query } of FORMS) {
    const [row = {}] = await session.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS there", [table]);
    if (row["there"] === true) found.push({ tool, table, ids: await idsOf(session, query) });
  }
  return found;
}

async function idsOf(session: Session, query: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await session.query(query)).map((row) => String(row["id"])));
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "database-query-failed") return new Set();
    throw failure;
  }
}

/** Whether a history speaks of a migration: by its name, or by the number that this begins with. */
export function isRecorded(id: string, { ids }: Pick<OtherHistory, "ids">): boolean {
  const number = /^\d+/.exec(id)?.[0] ?? id;
  return [id, number, number.replace(/^0+(?=\d)/, "")].some((name) => ids.has(name));
}

/** Where another tool's history ends among migrations that ours knows nothing of; undefined where it speaks of none of them. */
export async function findOtherHistory(
  session: Session,
  pending: readonly Pick<MigrationFile, "id">[],
): Promise<{ readonly tool: string; readonly table: string; readonly last: string } | undefined> {
  if (pending.length === 0) return undefined;
  for (const history of await readOtherHistories(session)) {
    const last = pending.findLast(({ id }) => isRecorded(id, history));
    if (last !== undefined) return { tool: history.tool, table: history.table, last: last.id };
  }
  return undefined;
}

/**
 * Refuses to run what another tool has run already, where our own history is empty: statements that fail, or worse, rows that are
 * put there twice. Error: `migration-history-other-tool`.
 */
export async function refuseOtherHistory(session: Session, pending: readonly MigrationFile[]): Promise<void> {
  const other = await findOtherHistory(session, pending);
  if (other !== undefined) throw errors.ledger.historyOther(other);
}
