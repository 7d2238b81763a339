import type { Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import { type Plan, planBetween } from "../plan/plan.ts";
import type { Rename } from "../rename/candidates.ts";
import { withRenames } from "../rename/plan.ts";
import type { Batch } from "../plan/step.ts";
import { rollbacksOf, type States } from "./rollbacks.ts";

/** What a run on a shadow has shown. */
export type Proof =
  | {
      readonly state: "proven";
      readonly statements: number;
      /** As the session's user would run it. */
      readonly up: Plan;
      /** One for each batch of `up`, or one for all of them. */
      readonly downs: readonly Plan[];
      /** As each batch left the schema; null where there is one rollback for all. */
      readonly states: States | null;
    }
  | {
      readonly state: "failed";
      readonly stage: "rebuild" | "up" | "up-again" | "down" | "down-again" | "rows" | ObservedStage;
      readonly detail: string;
    };

/** Our own reader had found nothing there. */
type ObservedStage = "rebuild-observed" | "up-observed" | "down-observed";

export interface Claim {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  readonly renames: readonly Rename[];
  /** Default true: every batch has a rollback of its own. */
  readonly isSplit?: boolean;
  /** As in `planBetween`. */
  readonly online?: boolean;
  /** Somebody else's look at the same database, after our own: what is wrong there, or null. Default: nobody looks. */
  readonly observe?: (at: ObservedStage) => Promise<string | null>;
}

class Disproved extends Error {
  readonly stage: Extract<Proof, { state: "failed" }>["stage"];

  constructor(stage: Extract<Proof, { state: "failed" }>["stage"], detail: string) {
    super(detail);
    this.stage = stage;
  }
}

/**
 * Runs a plan and its rollback in an empty database: the old schema is rebuilt there, then old + up must be new, planning again
 * must find nothing, and up + down must be old. The session's user stands for who will run the plan.
 * Errors: `database-connection-lost`; everything else is the proof's outcome.
 */
export async function prove(session: Session, claim: Claim): Promise<Proof> {
  try {
    const empty = await readSchema(session);
    const rebuild = planBetween(empty, claim.current, { role: session.user, online: false });
    await run(session, rebuild, "rebuild");
    await expectSame(session, claim.current, "rebuild");
    await askObserver(claim, "rebuild-observed");
    const plans = await plansOn(session, claim);
    const { up } = plans;
    const states = await runUp(session, claim, plans);
    await expectSame(session, claim.desired, "up-again");
    await askObserver(claim, "up-observed");
    const each =
      states === null ? null : rollbacksOf(states, claim.renames, { role: session.user, online: claim.online ?? true });
    const downs = each ?? [plans.down];
    for (const down of downs.toReversed()) await run(session, down, "down");
    await expectSame(session, claim.current, "down-again");
    await askObserver(claim, "down-observed");
    const statements = up.batches.flatMap(({ steps }) => steps).length;
    return { state: "proven", statements, up, downs, states: each === null ? null : states };
  } catch (failure) {
    if (failure instanceof Disproved) return { state: "failed", stage: failure.stage, detail: failure.message };
    throw failure;
  }
}

interface Plans {
  /** The current schema as its renames leave it. */
  readonly renamed: SchemaModel;
  readonly up: Plan;
  readonly down: Plan;
}

/** Reads the schema after each batch but the last; null where one rollback is for all. */
async function runUp(
  session: Session,
  { desired, isSplit = true }: Claim,
  { renamed, up }: Plans,
): Promise<States | null> {
  if (up.refused.length > 0 || up.batches.length < 2 || !isSplit) {
    await run(session, up, "up");
    return null;
  }
  const states = [renamed];
  await session.script("SET check_function_bodies = off");
  for (const [index, batch] of up.batches.entries()) {
    await runBatch(session, batch, "up");
    states.push(index === up.batches.length - 1 ? desired : await readSchema(session));
  }
  return states;
}

/** The plans start from what the renames leave, which only a server can say: they are run, read and taken back. */
async function plansOn(session: Session, { current, desired, renames, online = true }: Claim): Promise<Plans> {
  const renamed = renames.length === 0 ? current : await afterRenames(session, renames);
  const options = { role: session.user, online };
  return {
    renamed,
    up: withRenames(planBetween(renamed, desired, options), renames, "up"),
    down: withRenames(planBetween(desired, renamed, options), renames, "down"),
  };
}

/** What the schema looks like once the renames have been run; nothing of them stays. */
export async function afterRenames(session: Session, renames: readonly Rename[]): Promise<SchemaModel> {
  for (const { up } of renames) await session.script(up);
  const model = await readSchema(session);
  for (const { down } of renames.toReversed()) await session.script(down);
  return model;
}

async function run(session: Session, { batches, refused }: Plan, stage: Disproved["stage"]): Promise<void> {
  if (refused.length > 0) throw new Disproved(stage, `cannot be planned: ${refused.join("; ")}`);
  await session.script("SET check_function_bodies = off");
  for (const batch of batches) await runBatch(session, batch, stage);
}

async function runBatch(session: Session, { transactional, steps }: Batch, stage: Disproved["stage"]): Promise<void> {
  if (transactional) await session.script("BEGIN");
  for (const { sql } of steps) await session.script(sql).catch((cause: unknown) => fail(stage, sql, cause));
  if (transactional) await session.script("COMMIT");
}

function fail(stage: Disproved["stage"], sql: string, cause: unknown): never {
  throw new Disproved(stage, `${cause instanceof Error ? cause.message : String(cause)} (${sql.split("\n")[0]})`);
}

async function askObserver({ observe }: Claim, stage: ObservedStage): Promise<void> {
  const wrong = (await observe?.(stage)) ?? null;
  if (wrong !== null) throw new Disproved(stage, wrong);
}

async function expectSame(session: Session, wanted: SchemaModel, stage: Disproved["stage"]): Promise<void> {
  const found = await readSchema(session);
  const { batches, refused } = planBetween(found, wanted, { role: session.user, online: false });
  const left = [...refused, ...batches.flatMap(({ steps }) => steps.map(({ sql }) => sql))];
  if (left.length > 0) throw new Disproved(stage, `there would still be to do: ${left.slice(0, 3).join("; ")}`);
}
