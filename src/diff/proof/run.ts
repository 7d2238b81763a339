import type { Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import type { Plan } from "../plan/plan.ts";
import type { Batch } from "../plan/step.ts";

/** Our own reader had found nothing there. */
export type ObservedStage = "rebuild-observed" | "up-observed" | "down-observed";

export type Stage = "rebuild" | "up" | "up-again" | "down" | "down-again" | "rows" | ObservedStage;

/** What a run on a shadow has shown to be wrong. */
export class Disproved extends Error {
  readonly stage: Stage;

  constructor(stage: Stage, detail: string) {
    super(detail);
    this.stage = stage;
  }
}

/** Runs a plan, batch by batch. Error: `Disproved` with the statement that the server refused. */
export async function run(session: Session, { batches, refused }: Plan, stage: Stage): Promise<void> {
  if (refused.length > 0) throw new Disproved(stage, `cannot be planned: ${refused.join("; ")}`);
  await session.script("SET check_function_bodies = off");
  for (const batch of batches) await runBatch(session, batch, stage);
}

/** The same, with a look at what each batch leaves. */
export async function runLooking(session: Session, plan: Plan, stage: Stage): Promise<readonly SchemaModel[]> {
  const states: SchemaModel[] = [];
  for (const batch of plan.batches) {
    await run(session, { ...plan, batches: [batch] }, stage);
    states.push(await readSchema(session));
  }
  if (plan.batches.length === 0) await run(session, plan, stage);
  return states;
}

async function runBatch(session: Session, { transactional, steps }: Batch, stage: Stage): Promise<void> {
  if (transactional) await session.script("BEGIN");
  for (const { sql } of steps) await session.script(sql).catch((cause: unknown) => fail(stage, sql, cause));
  if (transactional) await session.script("COMMIT");
}

function fail(stage: Stage, sql: string, cause: unknown): never {
  throw new Disproved(stage, `${cause instanceof Error ? cause.message : String(cause)} (${sql.split("\n")[0]})`);
}
