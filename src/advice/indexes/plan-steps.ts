import { withoutValues } from "./without-values.ts";
import type { PlanStep } from "./report.ts";
import type { Built, Plan } from "./shadow/index.ts";

/** How the shadow's names and constants are told. */
export interface Telling {
  /** Names of the suggested indexes by those that the shadow has for them. */
  readonly names: ReadonlyMap<string, string>;
  /** Constants of conditions are told. */
  readonly showValues: boolean;
}

/** A plan as it may be shown: suggested indexes by the names that they would have, and no constant that nobody asked for. */
export function stepsOf({ nodes }: Plan, { names, showValues }: Telling): readonly PlanStep[] {
  const told = (text: string | null): string | null => (text === null || showValues ? text : withoutValues(text));
  return (nodes?.() ?? []).map((node) => ({
    depth: node.depth,
    node: node.node,
    relation: node.relation,
    index: node.index === null ? null : (names.get(node.index) ?? node.index),
    isNew: node.index !== null && names.has(node.index),
    condition: told(node.indexCondition),
    filter: told(node.filter),
    sortKey: node.sortKey.map((key) => told(key) ?? key),
    cost: node.totalCost,
    share: node.costShare,
    rows: node.estimatedRows,
  }));
}

/** Each name that the shadow has for a candidate, and on a partitioned table for its parts. */
export const namesFor = (named: readonly { readonly built: Built; readonly name: string }[]): Telling["names"] =>
  new Map(named.flatMap(({ built, name }) => built.names.map((own) => [own, name] as const)));
