import { renamed } from "../kinds/breaks-code.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Plan } from "../plan/plan.ts";
import type { Batch, Step } from "../plan/step.ts";
import type { ObjectChange } from "../plan/summary.ts";
import { objectId } from "../../catalog/schema/index.ts";
import type { Rename } from "./candidates.ts";

/** The statements of renames, as a batch; undone in the opposite order. */
function batchOf(renames: readonly Rename[], direction: "up" | "down"): Batch {
  const ordered = direction === "up" ? renames : renames.toReversed();
  return { transactional: true, steps: ordered.map((rename) => stepOf(rename, rename[direction])) };
}

const stepOf = (rename: Rename, sql: string): Step => ({
  sql,
  transactional: true,
  creates: [],
  drops: [],
  changes: [],
  needs: [],
  hazards: hazardsOf(rename),
  note: null,
});

/** Renames first, then the plan that was made from what they leave; on the way back they come last. */
export function withRenames(plan: Plan, renames: readonly Rename[], direction: "up" | "down"): Plan {
  if (renames.length === 0) return plan;
  const batch = batchOf(renames, direction);
  const batches = direction === "up" ? joined([batch, ...plan.batches]) : joined([...plan.batches, batch]);
  return { ...plan, batches, changes: [...renames.map(changeOf), ...plan.changes] };
}

/** Neighbours that may share a transaction do, unless the second holds what must be committed apart. */
function joined(batches: readonly Batch[]): readonly Batch[] {
  const [first, second, ...rest] = batches;
  if (first?.transactional !== true || second?.transactional !== true) return batches;
  return [{ transactional: true, steps: [...first.steps, ...second.steps] }, ...rest];
}

/** Nobody's statements name an index or a constraint. */
const hazardsOf = ({ kind, from, to }: Rename): readonly Hazard[] =>
  kind === "index" || kind === "constraint" ? [] : [renamed(from, to)];

const changeOf = (rename: Rename): ObjectChange => ({
  verb: "rename",
  id: objectId(rename.kind, rename.from),
  kind: rename.kind === "enum-label" ? "enum" : rename.kind,
  name: rename.from,
  parts: [rename.to],
  hazards: hazardsOf(rename),
});
