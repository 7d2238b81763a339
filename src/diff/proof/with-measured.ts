import { objectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Plan } from "../plan/plan.ts";
import type { Batch, Step } from "../plan/step.ts";
import type { ObjectChange } from "../plan/summary.ts";
import type { MeasuredStep } from "./measure-plan.ts";

/** A plan whose steps and changes have the hazards that were measured beside those that were declared. */
export function withMeasured(plan: Plan, measured: readonly MeasuredStep[]): Plan {
  let place = -1;
  const stepOf = (step: Step): Step => {
    place += 1;
    return { ...step, hazards: merged(step.hazards, measured[place]?.hazards ?? []) };
  };
  const batches = plan.batches.map((batch): Batch => ({ ...batch, steps: batch.steps.map(stepOf) }));
  const steps = batches.flatMap((batch) => batch.steps);
  return { ...plan, batches, changes: withHazards(plan.changes, steps, measured) };
}

function withHazards(
  changes: readonly ObjectChange[],
  steps: readonly Step[],
  measured: readonly MeasuredStep[],
): readonly ObjectChange[] {
  const found = new Map<string, Hazard[]>();
  const known = new Set(changes.map(({ id }) => id));
  for (const [place, { hazards }] of measured.entries())
    for (const hazard of hazards) {
      const id = changeOf(steps[place], hazard, known);
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), hazard]);
    }
  return changes.map((change) => ({ ...change, hazards: merged(change.hazards, found.get(change.id) ?? []) }));
}

/** The object that the statement is for; else the table that it touches. */
function changeOf(step: Step | undefined, hazard: Hazard, known: ReadonlySet<string>): string | undefined {
  const own = [...(step?.creates ?? []), ...(step?.drops ?? []), ...(step?.changes ?? [])].find((id) => known.has(id));
  if (own !== undefined || !("relation" in hazard)) return own;
  const table = objectId("table", hazard.relation.schema, hazard.relation.name);
  return known.has(table) ? table : undefined;
}

/** The same hazard is said once. */
function merged(declared: readonly Hazard[], seen: readonly Hazard[]): readonly Hazard[] {
  const byText = new Map([...declared, ...seen].map((hazard) => [keyOf(hazard), hazard]));
  return [...byText.values()];
}

const keyOf = (hazard: Hazard): string =>
  "relation" in hazard
    ? [hazard.code, hazard.relation.schema, hazard.relation.name, "mode" in hazard ? hazard.mode : ""].join("\u0000")
    : `${hazard.code}\u0000${hazard.what}`;
