import { relationKey, type RelationName } from "../../catalog/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Plan } from "../plan/plan.ts";
import type { Batch, Step } from "../plan/step.ts";
import { fillSentinels, measureStatements, type MeasuredStatement, type ShadowSessions } from "../shadow/index.ts";
import { measuredHazards, unseenOf } from "./measured-hazards.ts";
import { undeclaredLoss } from "./undeclared-loss.ts";

export interface MeasuredStep {
  readonly hazards: readonly Hazard[];
  /** Null where everything was seen. */
  readonly unmeasured: string | null;
}

/** What a plan and its rollback did to rows of ours and to those who would use the tables meanwhile. */
export interface Measured {
  /** Of the plan, in its order; without those that were not run. */
  readonly steps: readonly MeasuredStep[];
  /** Tables with rows of ours. */
  readonly tables: number;
  /** Tables where no row could be made: what happens to rows there was not seen. */
  readonly empty: readonly { readonly relation: RelationName; readonly reason: string }[];
  /** Rows that were lost by a statement that does not say so. */
  readonly lost: readonly string[];
  /** Why not everything was run; null where it was. */
  readonly unmeasured: string | null;
}

export interface MeasuredPlan {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  readonly up: Plan;
  /** In the order of `up`; run from the last to the first. */
  readonly downs: readonly Plan[];
}

/** Statements that are measured one by one; a longer plan would take minutes. */
const MOST_STEPS = 300;

/**
 * Fills the shadow with rows and runs the plan and its rollback once more: locks, rewrites and scans of each statement by the
 * server's counters, and rows that are gone though no step declares it. The shadow must hold the current schema.
 */
export async function measurePlan(
  shadow: ShadowSessions,
  { current, desired, up, downs }: MeasuredPlan,
): Promise<Measured> {
  const back = downs.toReversed().flatMap(({ batches }) => batches);
  const count = [...up.batches, ...back].flatMap(({ steps }) => steps).length;
  if (count > MOST_STEPS) return { ...NOTHING, unmeasured: `${count} statements are more than ${MOST_STEPS}` };
  const { filled, empty } = await fill(shadow);
  await shadow.runner.script("SET check_function_bodies = off");
  const there = await runBatches(shadow, up.batches);
  const here = there.error === null ? await runBatches(shadow, back) : NOT_RUN;
  const created = new Set(there.created.map(relationKey));
  return {
    steps: there.ran.map(({ statement }) => ({
      hazards: measuredHazards(statement, created),
      unmeasured: unseenOf(statement),
    })),
    tables: filled.length,
    empty,
    lost: [...there.ran, ...here.ran].flatMap(({ step, statement }) =>
      undeclaredLoss(step, statement, [current, desired]),
    ),
    unmeasured: there.error ?? (here.error === null ? null : `the rollback: ${here.error}`),
  };
}

const NOTHING: Measured = { steps: [], tables: 0, empty: [], lost: [], unmeasured: null };

async function fill({ runner, openWatcher }: ShadowSessions): ReturnType<typeof fillSentinels> {
  if (openWatcher === null) return await fillSentinels(runner);
  await using watcher = await openWatcher();
  return await fillSentinels(watcher);
}

interface Ran {
  readonly step: Step;
  readonly statement: MeasuredStatement;
}

interface Course {
  readonly ran: readonly Ran[];
  readonly created: readonly RelationName[];
  readonly error: string | null;
}

const NOT_RUN: Course = { ran: [], created: [], error: null };

async function runBatches(shadow: ShadowSessions, batches: readonly Batch[]): Promise<Course> {
  const ran: Ran[] = [];
  const created: RelationName[] = [];
  for (const { transactional, steps } of batches) {
    const texts = steps.map(({ sql }) => sql);
    const sharing = transactional ? "always" : "each";
    const run = await measureStatements(shadow, texts, { sharing, afterError: "stop" });
    created.push(...run.created.map(({ relation }) => relation));
    for (const statement of run.statements) {
      const step = steps[statement.index];
      if (statement.error !== null) return { ran, created, error: `${statement.error.message} (${statement.sql})` };
      if (step !== undefined) ran.push({ step, statement });
    }
  }
  return { ran, created, error: null };
}
