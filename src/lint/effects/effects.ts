import type { Knowledge } from "../knowledge.ts";
import type { LintStatement } from "../statement.ts";
import { alterTableEffects } from "./alter-table.ts";
import { createTableEffects } from "./create-table.ts";
import { dropEffects } from "./drop.ts";
import type { Effect, Moment } from "./effect.ts";
import { indexEffects } from "./indexes.ts";
import { maintenanceEffects } from "./maintenance.ts";
import { rowEffects } from "./rows.ts";
import { smallEffects } from "./small.ts";

const SOURCES: readonly ((moment: Moment) => readonly Effect[])[] = [
  alterTableEffects,
  createTableEffects,
  dropEffects,
  indexEffects,
  maintenanceEffects,
  rowEffects,
  smallEffects,
];

/**
 * The locks of a statement on relations that it did not make itself, and the work done under each, as PostgreSQL's
 * source and measurements on 15 and 18 have them. A partitioned table's partitions are named where the target is known.
 */
export function effectsOf(statement: LintStatement, knowledge: Knowledge): readonly Effect[] {
  const each = [statement, ...statement.inner.map(({ node }) => ({ ...statement, node, inner: [] }))];
  return each
    .flatMap((one) => SOURCES.flatMap((source) => source({ statement: one, knowledge })))
    .filter(({ relation }) => relation.name !== "");
}
