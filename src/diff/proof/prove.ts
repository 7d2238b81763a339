import type { Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import { type Plan, planBetween } from "../plan/plan.ts";
import type { Rename } from "../rename/candidates.ts";
import { withRenames } from "../rename/plan.ts";
import { continuedFrom, expectNothing, reach } from "./reach.ts";
import { rollbacksOf, type States } from "./rollbacks.ts";
import { Disproved, type ObservedStage, run, runLooking, type Stage } from "./run.ts";

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
      /** Where planning again had found something left, and plan or rollback went on from there; mostly nowhere. */
      readonly continued: { readonly up: readonly SchemaModel[]; readonly down: readonly SchemaModel[] };
    }
  | { readonly state: "failed"; readonly stage: Stage; readonly detail: string };

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

/**
 * Runs a plan and its rollback in an empty database: the old schema is rebuilt there, then old + up must be new, planning again
 * must find nothing, and up + down must be old. What planning again does find becomes part of the plan, at most twice.
 * The session's user stands for who will run the plan. Errors: `database-connection-lost`; everything else is the proof's outcome.
 */
export async function prove(session: Session, claim: Claim): Promise<Proof> {
  try {
    await rebuildOld(session, claim);
    await askObserver(claim, "rebuild-observed");
    const plans = await plansOn(session, claim);
    const there = await runUp(session, claim, plans);
    await askObserver(claim, "up-observed");
    const back = await runDown(session, claim, { plans, states: there.states });
    await askObserver(claim, "down-observed");
    const statements = there.up.batches.flatMap(({ steps }) => steps).length;
    const continued = { up: there.reached, down: back.reached };
    return { state: "proven", statements, up: there.up, downs: back.downs, states: back.states, continued };
  } catch (failure) {
    if (failure instanceof Disproved) return { state: "failed", stage: failure.stage, detail: failure.message };
    throw failure;
  }
}

/** In two runs, where the first leaves something to do. */
async function rebuildOld(session: Session, { current }: Claim): Promise<void> {
  const options = { role: session.user, online: false };
  await run(session, planBetween(await readSchema(session), current, options), "rebuild");
  const rest = planBetween(await readSchema(session), current, options);
  if (rest.batches.length === 0 && rest.refused.length === 0) return;
  await run(session, rest, "rebuild");
  expectNothing(await readSchema(session), current, { role: session.user, stage: "rebuild" });
}

interface Plans {
  /** The current schema as its renames leave it. */
  readonly renamed: SchemaModel;
  readonly up: Plan;
  readonly down: Plan;
}

interface Ascent {
  readonly up: Plan;
  /** Null where one rollback is for all. */
  readonly states: States | null;
  readonly reached: readonly SchemaModel[];
}

async function runUp(session: Session, claim: Claim, { renamed, up }: Plans): Promise<Ascent> {
  const { desired, isSplit = true, online = true } = claim;
  const first = isSplit && up.batches.length > 1 ? await runLooking(session, up, "up") : [];
  if (first.length === 0) await run(session, up, "up");
  const found = first.at(-1) ?? (await readSchema(session));
  const { reached, states } = await reach(session, found, { wanted: desired, online, stage: "up" });
  const whole = continuedFrom(up, reached, { wanted: desired, role: session.user, online });
  if (!isSplit || whole.batches.length < 2) return { up: whole, states: null, reached };
  const all = [renamed, ...(first.length === 0 ? [found] : first), ...states];
  return { up: whole, states: [...all.slice(0, -1), desired], reached };
}

interface Descent {
  readonly downs: readonly Plan[];
  readonly states: States | null;
  readonly reached: readonly SchemaModel[];
}

/** What is left on the way back is done by the first file's rollback, which is run last. */
async function runDown(
  session: Session,
  { current, renames, online = true }: Claim,
  { plans, states }: { readonly plans: Plans; readonly states: States | null },
): Promise<Descent> {
  const options = { role: session.user, online };
  const each = states === null ? null : rollbacksOf(states, renames, options);
  const [first = plans.down, ...others] = each ?? [plans.down];
  for (const down of [first, ...others].toReversed()) await run(session, down, "down");
  const { reached } = await reach(session, await readSchema(session), { wanted: current, online, stage: "down" });
  const downs = [continuedFrom(first, reached, { ...options, wanted: current }), ...others];
  return { downs, states: each === null ? null : states, reached };
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

async function askObserver({ observe }: Claim, stage: ObservedStage): Promise<void> {
  const wrong = (await observe?.(stage)) ?? null;
  if (wrong !== null) throw new Disproved(stage, wrong);
}
