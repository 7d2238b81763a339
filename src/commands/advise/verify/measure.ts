import type { Trial } from "../../../advice/indexes/index.ts";
import { readPlanTree } from "../../../advice/plan/index.ts";
import type { Session } from "../../../catalog/index.ts";
import { isBackwrightError, isRecord } from "../../../kit/index.ts";
import type { Verified } from "./output.ts";

/** What one run of a statement took, and the indexes that its plan read. */
export interface Run {
  readonly milliseconds: number;
  readonly indexes: readonly string[];
}

export interface Refused {
  readonly refused: NonNullable<Verified["queries"][number]["reason"]>;
}

const STATEMENT_TIMEOUT = "57014";

/**
 * Runs a statement under EXPLAIN (ANALYZE), in a read-only transaction that is rolled back: its rows stay in the server. Not waited for
 * are other people's locks, and a statement that takes longer than the limit.
 */
export async function runOnce(session: Session, { sql }: Trial, timeoutMs: number): Promise<Run | Refused> {
  await session.query("BEGIN TRANSACTION READ ONLY");
  try {
    await session.query("SET LOCAL lock_timeout = '2s'");
    await session.query(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
    const [row] = await session.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`);
    return readRun(row?.["QUERY PLAN"]);
  } catch (failure) {
    if (!isBackwrightError(failure) || failure.code !== "database-query-failed") throw failure;
    const isTimeout = isRecord(failure.cause) && failure.cause["sqlState"] === STATEMENT_TIMEOUT;
    return { refused: isTimeout ? "timeout" : "refused" };
  } finally {
    await session.query("ROLLBACK").catch(() => undefined);
  }
}

function readRun(explained: unknown): Run | Refused {
  const root: unknown = Array.isArray(explained) ? explained[0] : undefined;
  const time = isRecord(root) ? root["Execution Time"] : undefined;
  const indexes = (readPlanTree(explained) ?? []).flatMap(({ index }) => index ?? []);
  return typeof time === "number" ? { milliseconds: time, indexes } : { refused: "refused" };
}
