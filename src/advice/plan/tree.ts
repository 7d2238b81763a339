import { isRecord } from "../../kit/index.ts";

/** A node of a plan, in the order in which EXPLAIN prints them. */
export interface PlanNode {
  readonly depth: number;
  /** `Seq Scan`, `Nested Loop`, … */
  readonly node: string;
  /** How its parent uses it: `Outer`, `Inner`, `InitPlan`, `SubPlan`; null for the root. */
  readonly role: string | null;
  readonly relation: string | null;
  readonly index: string | null;
  readonly indexCondition: string | null;
  readonly filter: string | null;
  readonly sortKey: readonly string[];
  /** In the planner's units, with everything below it. */
  readonly totalCost: number;
  /** Without what is below it. */
  readonly ownCost: number;
  /** Of the whole statement's cost, 0..1. */
  readonly costShare: number;
  /** Rows per loop. */
  readonly estimatedRows: number;
  /** Per loop; null where nothing was run. */
  readonly actualRows: number | null;
  readonly loops: number | null;
  /** Milliseconds over all loops without what is below it; null where nothing was run. */
  readonly ownMs: number | null;
  /** Of the whole statement's time, 0..1. */
  readonly timeShare: number | null;
  /** Figures that EXPLAIN gives for some kinds of nodes, by its own names. */
  readonly details: Readonly<Record<string, number | string>>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The answer of EXPLAIN (FORMAT JSON), node by node; undefined for anything else.
 *
 * @example
 * readPlanTree(rows[0]["QUERY PLAN"])?.map(({ node, costShare }) => `${node} ${costShare}`);
 */
export function readPlanTree(explained: unknown): readonly PlanNode[] | undefined {
  const document: unknown = typeof explained === "string" ? JSON.parse(explained) : explained;
  const root: unknown = Array.isArray(document) ? document[0] : undefined;
  const plan = isRecord(root) ? root["Plan"] : undefined;
  if (!isRecord(plan)) return undefined;
  const whole = { cost: numberOf(plan, "Total Cost") ?? 0, ms: totalMs(plan) };
  return nodesOf(plan, { depth: 0, whole });
}

interface Place {
  readonly depth: number;
  readonly whole: { readonly cost: number; readonly ms: number | null };
}

function nodesOf(plan: Json, place: Place): readonly PlanNode[] {
  const below = childrenOf(plan);
  const node = nodeOf(plan, place);
  return [node, ...below.flatMap((child) => nodesOf(child, { ...place, depth: place.depth + 1 }))];
}

const childrenOf = (plan: Json): readonly Json[] =>
  Array.isArray(plan["Plans"]) ? plan["Plans"].filter(isRecord) : [];

function nodeOf(plan: Json, { depth, whole }: Place): PlanNode {
  const ownCost = ownCostOf(plan);
  const ownMs = ownMsOf(plan);
  return {
    depth,
    node: textOf(plan, "Node Type") ?? "",
    role: textOf(plan, "Parent Relationship"),
    relation: textOf(plan, "Relation Name"),
    index: textOf(plan, "Index Name"),
    indexCondition: textOf(plan, "Index Cond") ?? textOf(plan, "Recheck Cond"),
    filter: textOf(plan, "Filter") ?? textOf(plan, "Join Filter"),
    sortKey: Array.isArray(plan["Sort Key"]) ? plan["Sort Key"].map(String) : [],
    totalCost: numberOf(plan, "Total Cost") ?? 0,
    ownCost,
    costShare: whole.cost === 0 ? 0 : Math.min(1, ownCost / whole.cost),
    estimatedRows: numberOf(plan, "Plan Rows") ?? 0,
    actualRows: numberOf(plan, "Actual Rows") ?? null,
    loops: numberOf(plan, "Actual Loops") ?? null,
    ownMs,
    timeShare: ownMs === null || whole.ms === null || whole.ms === 0 ? null : Math.min(1, ownMs / whole.ms),
    details: detailsOf(plan),
  };
}

/** What a child costs its parent. A Nested Loop runs its inner side once per outer row, which only its own total tells. */
function ownCostOf(plan: Json): number {
  const total = numberOf(plan, "Total Cost") ?? 0;
  const below = childrenOf(plan).filter((child) => textOf(child, "Parent Relationship") !== "SubPlan");
  return Math.max(0, total - below.reduce((sum, child) => sum + (numberOf(child, "Total Cost") ?? 0), 0));
}

/** Times are means per loop. */
function totalMs(plan: Json): number | null {
  const [time, loops] = [numberOf(plan, "Actual Total Time"), numberOf(plan, "Actual Loops")];
  return time === undefined || loops === undefined ? null : time * loops;
}

function ownMsOf(plan: Json): number | null {
  const total = totalMs(plan);
  if (total === null) return null;
  return Math.max(0, total - childrenOf(plan).reduce((sum, child) => sum + (totalMs(child) ?? 0), 0));
}

const DETAILS = [
  "Rows Removed by Filter",
  "Rows Removed by Join Filter",
  "Rows Removed by Index Recheck",
  "Heap Fetches",
  "Sort Method",
  "Sort Space Type",
  "Sort Space Used",
  "Hash Batches",
  "Lossy Heap Blocks",
  "Shared Hit Blocks",
  "Shared Read Blocks",
  "Temp Written Blocks",
] as const;

function detailsOf(plan: Json): PlanNode["details"] {
  const details: Record<string, number | string> = {};
  for (const name of DETAILS) {
    const value = plan[name];
    if (typeof value === "number" || typeof value === "string") details[name] = value;
  }
  return details;
}

const textOf = (plan: Json, name: string): string | null => {
  const value = plan[name];
  return typeof value === "string" ? value : null;
};

const numberOf = (plan: Json, name: string): number | undefined => {
  const value = plan[name];
  return typeof value === "number" ? value : undefined;
};
