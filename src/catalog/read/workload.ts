import { isBackwrightError, isRecord } from "../../kit/index.ts";
import type { Statement, Workload, WorkloadState } from "../model/workload.ts";
import type { Row, Session } from "../session.ts";
import { attempt } from "./attempt.ts";
import { numberCell, textCell, timeCell } from "./cell.ts";
import { type Ask, inSnapshot } from "./snapshot.ts";

/** How many statements are read, the costliest first: what is beyond them is noise of seconds. */
const MOST_STATEMENTS = 500;

/** A workload of which nothing can be said. */
export const unseenWorkload = (state: WorkloadState): Workload => ({ state, statements: [], hidden: 0, resetAt: null });

// The columns were renamed in 1.8; after pg_upgrade a database can still have an older version of the extension.
const EXTENSION = `SELECT quote_ident(n.nspname) AS schema,
    EXISTS (SELECT FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.refobjid = e.oid AND d.deptype = 'e'
      WHERE p.proname = 'pg_stat_statements' AND 'mean_exec_time' = ANY (p.proargnames)) AS "isRecent",
    EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'pg_stat_statements_info') AS "hasInfo"
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`;

const statements = (schema: string, isRecent: boolean): string => `SELECT s.queryid::text AS id, s.query AS text,
    s.calls::float8 AS calls, s.${isRecent ? "total_exec_time" : "total_time"}::float8 AS "totalMs",
    s.rows::float8 AS rows, (s.shared_blks_hit + s.shared_blks_read)::float8 AS blocks
  FROM ${schema}.pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = current_database() AND s.calls > 0 AND s.query IS NOT NULL
  ORDER BY "totalMs" DESC, id LIMIT ${MOST_STATEMENTS}`;

const resetTime = (schema: string): string =>
  `SELECT (extract(epoch FROM stats_reset) * 1000)::float8 AS "resetAt" FROM ${schema}.pg_stat_statements_info`;

/**
 * What pg_stat_statements remembers of this database, or why nothing can be seen. Statement texts are the server's
 * normalised ones. Errors: `database-connection-lost`.
 *
 * @example
 * const workload = await readWorkload(session);
 * if (workload.state !== "read") console.log(workload.state); // "not-installed"
 */
export async function readWorkload(session: Session): Promise<Workload> {
  return await inSnapshot(session, async (ask) => {
    const [extension] = await ask(EXTENSION);
    return extension === undefined ? unseenWorkload("not-installed") : await readStatements(ask, extension);
  });
}

async function readStatements(ask: Ask, extension: Row): Promise<Workload> {
  const schema = textCell(extension, "schema");
  const read = await attempt(ask, () => ask(statements(schema, extension["isRecent"] === true)));
  if (!read.done) return unseenWorkload(whyUnseen(read.cause));
  const readable = read.value.filter((row) => isReadable(textCell(row, "text")));
  const reset = extension["hasInfo"] === true ? await attempt(ask, () => ask(resetTime(schema))) : undefined;
  return {
    state: readable.length === 0 && read.value.length > 0 ? "not-readable" : "read",
    statements: readable.map(statementOf),
    hidden: read.value.length - readable.length,
    resetAt: reset?.done === true ? timeCell(reset.value[0] ?? {}, "resetAt") : null,
  };
}

/** What the extension shows instead of another role's statement. */
const isReadable = (text: string): boolean => text !== "<insufficient privilege>";

/** 55000: not in shared_preload_libraries. Anything else (42501, a broken installation) is out of our hands. */
function whyUnseen(cause: unknown): WorkloadState {
  const words = isBackwrightError(cause) && isRecord(cause.cause) ? cause.cause : {};
  return words["sqlState"] === "55000" ? "not-loaded" : "not-readable";
}

function statementOf(row: Row): Statement {
  const calls = numberCell(row, "calls");
  const totalMs = numberCell(row, "totalMs");
  return {
    id: typeof row["id"] === "string" ? row["id"] : "",
    text: textCell(row, "text"),
    calls,
    totalMs,
    meanMs: totalMs / calls,
    rows: numberCell(row, "rows"),
    blocksPerCall: numberCell(row, "blocks") / calls,
  };
}
