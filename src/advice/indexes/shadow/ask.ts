import type { Session, SqlError } from "../../../catalog/index.ts";
import { isBackwrightError, isRecord, safeLine } from "../../../kit/index.ts";
import { type Plan, readPlan } from "./plan.ts";

export interface Planned {
  readonly sql: string;
  /** The highest `$n`. */
  readonly parameters: number;
}

export type Answer = { readonly plan: Plan } | { readonly refused: string };

const NAME = "backwright_asked";

/** The planner's answer for any values of the parameters. Nothing is run. The session stays usable after a refusal. */
export async function askPlan(session: Session, planned: Planned): Promise<Answer> {
  if (planned.parameters === 0) return await explained(session, `EXPLAIN (FORMAT JSON) ${planned.sql}`);
  return await askPrepared(session, planned);
}

/** By a prepared statement (the session forces generic plans): EXPLAIN (GENERIC_PLAN) came with 16, and wants values all the same. */
async function askPrepared(session: Session, planned: Planned): Promise<Answer> {
  const answer = await executed(session, planned);
  if (!("plan" in answer) || !answer.plan.hidesParts) return answer;
  // No partition holds what is compared with NULL, and those are not told that other values would read.
  await session.query("SET enable_partition_pruning = off");
  const whole = await executed(session, planned);
  await session.query("SET enable_partition_pruning = on");
  if (!("plan" in whole)) return answer;
  const { scans, nodes, scanRows } = whole.plan;
  return { plan: { ...answer.plan, scans, scanRows, ...(nodes === undefined ? {} : { nodes }) } };
}

async function executed(session: Session, { sql, parameters }: Planned): Promise<Answer> {
  const prepared = await refusalOf(() => session.query(`PREPARE ${NAME} AS ${sql}`));
  if (prepared !== undefined) return { refused: prepared };
  const nulls = Array.from({ length: parameters }, () => "NULL").join(", ");
  const answer = await explained(session, `EXPLAIN (FORMAT JSON) EXECUTE ${NAME} (${nulls})`);
  await session.query(`DEALLOCATE ${NAME}`);
  return answer;
}

async function explained(session: Session, sql: string): Promise<Answer> {
  let plan: Plan | undefined;
  const refused = await refusalOf(async () => {
    plan = readPlan((await session.query(sql))[0]?.["QUERY PLAN"]);
  });
  if (refused !== undefined) return { refused };
  return plan === undefined ? { refused: "the planner gave no plan" } : { plan };
}

/** The server's words when it refuses; undefined when it does not. Anything but a refusal goes on as the error it is. */
export async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "database-query-failed" && isSqlError(failure.cause))
      return safeLine(failure.cause.message);
    throw failure;
  }
}

const isSqlError = (value: unknown): value is SqlError => isRecord(value) && typeof value["message"] === "string";
