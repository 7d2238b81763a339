import type { Session } from "../../catalog/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import { type Plan, planBetween, type PlanOptions } from "../plan/plan.ts";
import { Disproved, runLooking, type Stage } from "./run.ts";

export interface Goal {
  readonly wanted: SchemaModel;
  readonly online: boolean;
  /** Of the statements; where something is left for good it is `<stage>-again`. */
  readonly stage: "up" | "down";
}

export interface Reached {
  /** Where a plan had left something to do, and the way was continued. */
  readonly reached: readonly SchemaModel[];
  /** What each batch on that way left. */
  readonly states: readonly SchemaModel[];
}

const MOST_ROUNDS = 2;

/**
 * Goes on from what a plan has reached to what is wanted, with what planning again finds left: at most twice.
 * Error: `Disproved` where something is left all the same.
 */
export async function reach(session: Session, found: SchemaModel, { wanted, online, stage }: Goal): Promise<Reached> {
  const [reached, states]: [SchemaModel[], SchemaModel[]] = [[], []];
  let here = found;
  for (;;) {
    const left = leftBetween(here, wanted, session.user);
    if (left.length === 0) return { reached, states };
    if (reached.length === MOST_ROUNDS) throw new Disproved(`${stage}-again`, leftText(left));
    const rest = planBetween(here, wanted, { role: session.user, online });
    reached.push(here);
    const after = await runLooking(session, rest, stage);
    states.push(...after);
    here = after.at(-1) ?? here;
  }
}

/** What planning again would say. */
export function expectNothing(found: SchemaModel, wanted: SchemaModel, at: { role: string; stage: Stage }): void {
  const left = leftBetween(found, wanted, at.role);
  if (left.length > 0) throw new Disproved(at.stage, leftText(left));
}

function leftBetween(found: SchemaModel, wanted: SchemaModel, role: string): readonly string[] {
  const { batches, refused } = planBetween(found, wanted, { role, online: false });
  return [...refused, ...batches.flatMap(({ steps }) => steps.map(({ sql }) => sql))];
}

const leftText = (left: readonly string[]): string => `there would still be to do: ${left.slice(0, 3).join("; ")}`;

/** A plan, and behind it the ways on from where it had been continued: exactly what was run. */
export function continuedFrom(
  plan: Plan,
  reached: readonly SchemaModel[],
  { wanted, ...options }: PlanOptions & { readonly wanted: SchemaModel },
): Plan {
  return reached.reduce((whole, found) => joined(whole, planBetween(found, wanted, options)), plan);
}

function joined(plan: Plan, rest: Plan): Plan {
  const known = new Set(plan.changes.map(({ id }) => id));
  return {
    ...plan,
    batches: [...plan.batches, ...rest.batches],
    refused: [...plan.refused, ...rest.refused],
    changes: [...plan.changes, ...rest.changes.filter(({ id }) => !known.has(id))],
  };
}
