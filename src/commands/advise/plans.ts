import { type GivenIndex, type GivenPlans, plansWith } from "../../advice/indexes/index.ts";
import { loadParser } from "../../advice/statements/index.ts";
import type { World } from "../../command/index.ts";
import { openPlanningShadow } from "./ground.ts";
import { readAll } from "./suggest.ts";

export interface PlansAsked {
  readonly url: string;
  readonly given: readonly GivenIndex[];
  /** Milliseconds for one question. */
  readonly timeout: number;
}

export interface PlansTold {
  readonly engine: string;
  readonly indexes: readonly GivenPlans[];
}

/** The plans of what pg_stat_statements remembers, without and with indexes that somebody proposes, by the planner of a shadow. */
export async function plansOfGiven(world: World, { url, given, timeout }: PlansAsked): Promise<PlansTold> {
  const { planning, workload, catalog } = await readAll(world, { workload: [], timeout }, { url, observed: undefined });
  await using shadow = await openPlanningShadow(world, planning);
  const step = world.progress.step("Asking the shadow's planner");
  const parser = await loadParser();
  const indexes = await plansWith({ catalog, workload: workload.statements, parser, ground: shadow.ground, given });
  step.done(`${indexes.length} indexes`);
  const { kind, version } = shadow.shadow.engine;
  return { engine: `${kind} ${version}`, indexes };
}
