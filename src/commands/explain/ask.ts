import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, isBackwrightError, isRecord, safeLine } from "../../kit/index.ts";
import type { ExplainInput } from "./input.ts";

/** The server's answer. */
export interface Asked {
  readonly explained: unknown;
  readonly isGeneric: boolean;
}

interface Question {
  readonly statement: string;
  readonly input: Pick<ExplainInput, "analyze" | "yes">;
}

/** Somebody else's lock is not waited for: behind us others would wait. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '2s'";
const READ_ONLY_VIOLATION = "25006";

/**
 * A statement's plan, in a transaction that is rolled back. With `analyze` it is run: read-only first, and where the server says that
 * it writes, only with consent. The extended protocol takes one statement, so no text can end the transaction. Errors: the
 * server's, `consent-needed`, `declined`.
 */
export async function askPlan(world: World, session: Session, { statement, input }: Question): Promise<Asked> {
  const parameters = highestParameter(statement);
  if (parameters > 0) return await generic(session, { statement, parameters, input });
  const sql = `EXPLAIN (FORMAT JSON${input.analyze ? ", ANALYZE, BUFFERS" : ""}) ${statement}`;
  try {
    return { explained: await inTransaction(session, "READ ONLY", sql), isGeneric: false };
  } catch (failure) {
    if (!input.analyze || !isViolation(failure)) throw failure;
  }
  const question = `This statement writes: ${safeLine(statement).slice(0, 120)}. Run it and roll it back?`;
  if (!input.yes && !(await world.prompts.confirm(question, "--yes"))) throw errors.command.declined({ question });
  return { explained: await inTransaction(session, "READ WRITE", sql), isGeneric: false };
}

function isViolation(failure: unknown): boolean {
  return isBackwrightError(failure) && isRecord(failure.cause) && failure.cause["sqlState"] === READ_ONLY_VIOLATION;
}

/** `$n` in strings and comments may be counted too: then the server says that there is no such parameter. */
const highestParameter = (statement: string): number =>
  Math.max(0, ...[...statement.matchAll(/\$(\d{1,4})\b/g)].map(([, number]) => Number(number)));

async function inTransaction(session: Session, mode: "READ ONLY" | "READ WRITE", sql: string): Promise<unknown> {
  await session.query(`BEGIN TRANSACTION ${mode}`);
  try {
    await session.query(LOCK_TIMEOUT);
    return (await session.query(sql))[0]?.["QUERY PLAN"];
  } finally {
    await session.query("ROLLBACK").catch(() => undefined);
  }
}

interface Generic extends Question {
  readonly parameters: number;
}

/** For any values, by a prepared statement: EXPLAIN (GENERIC_PLAN) came with 16 only. */
async function generic(session: Session, { statement, parameters, input }: Generic): Promise<Asked> {
  if (input.analyze) {
    const problem =
      "--analyze needs values in the place of $1, $2, …: a statement with parameters can only be planned.";
    throw errors.command.badInput({ problems: [problem], command: "db explain" });
  }
  await session.query("BEGIN TRANSACTION READ ONLY");
  try {
    await session.query(LOCK_TIMEOUT);
    await session.query(`PREPARE backwright_explained AS ${statement}`);
    await session.query("SET LOCAL plan_cache_mode = force_generic_plan");
    const values = Array.from({ length: parameters }, () => "NULL").join(", ");
    const rows = await session.query(`EXPLAIN (FORMAT JSON) EXECUTE backwright_explained (${values})`);
    return { explained: rows[0]?.["QUERY PLAN"], isGeneric: true };
  } finally {
    await session.query("ROLLBACK").catch(() => undefined);
    await session.query("DEALLOCATE ALL").catch(() => undefined);
  }
}
