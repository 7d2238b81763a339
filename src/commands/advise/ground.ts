import type { Catalog } from "../../catalog/index.ts";
import { relationKey } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { sparseFiles, type TargetStatistics } from "../../diff/shadow/index.ts";
import { type Setting, type ShadowGround, usePlannerSettings } from "../../advice/indexes/index.ts";
import { growFiles, openShadow, type Shadow, type ShadowSource } from "../shadow/index.ts";

/** A shadow that plans: with the target's statistics, sizes and planner settings. */
export interface PlanningShadow extends AsyncDisposable {
  readonly shadow: Shadow;
  readonly ground: ShadowGround;
  /** False where files could not be grown: the planner then sees empty tables. */
  readonly hasSizes: boolean;
}

export interface PlanningSource {
  readonly source: ShadowSource & { readonly statistics: TargetStatistics };
  readonly catalog: Catalog;
  readonly settings: readonly Setting[];
  /** Milliseconds for one plan. */
  readonly timeout: number;
}

/** Opens it; its data folder, which holds values of the target's statistics, goes with it. */
export async function openPlanningShadow(world: World, from: PlanningSource): Promise<PlanningShadow> {
  const shadow = await openShadow(world, from.source, { holds: "sizes" });
  const { runner } = shadow.sessions;
  const warden = shadow.warden ?? runner;
  const files = presentSizes(from.source.statistics, from.catalog);
  const ground: ShadowGround = {
    runner,
    warden,
    statistics: from.source.statistics,
    files,
    grow: (sparse) => growFiles(world, sparse),
  };
  await usePlannerSettings(runner, from.settings);
  await runner.script(
    `SET statement_timeout = ${Math.ceil(from.timeout)}; SET plan_cache_mode = force_generic_plan; SET jit = off`,
  );
  const hasSizes = await growFiles(world, await sparseFiles(warden, files));
  return { shadow, ground, hasSizes, [Symbol.asyncDispose]: () => shadow[Symbol.asyncDispose]() };
}

const PAGE_BYTES = 8_192;

/** pg_class keeps the pages of the last VACUUM or ANALYZE; the planner asks how many there are now. */
function presentSizes(statistics: TargetStatistics, { tables }: Catalog): TargetStatistics {
  const pages = new Map(
    tables.flatMap((table) => [
      [relationKey(table), table.pages] as const,
      ...table.indexes.map((index) => [relationKey(index), Math.ceil(index.sizeBytes / PAGE_BYTES)] as const),
    ]),
  );
  const relations = statistics.relations.map((one) => ({
    ...one,
    pages: pages.get(relationKey(one.relation)) ?? one.pages,
  }));
  return { ...statistics, relations };
}
