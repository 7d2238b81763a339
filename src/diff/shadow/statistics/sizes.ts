import { relationKey } from "../../../catalog/index.ts";
import type { RelationSizes } from "../estimate.ts";
import type { TargetStatistics } from "./facts.ts";

/** The sizes of a target's relations, as `measureStatements` takes them. */
export const sizesOf = ({ relations }: TargetStatistics): RelationSizes =>
  new Map(relations.map(({ relation, pages, rows }) => [relationKey(relation), { pages, rows: Math.max(0, rows) }]));
