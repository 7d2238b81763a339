import { isRecord } from "../../../kit/index.ts";
import { type PlanNode, readPlanTree } from "../../plan/index.ts";

/** One place of a plan where a table or an index is read. */
export interface Scan {
  readonly node: string;
  readonly relation: string | null;
  readonly index: string | null;
  /** Its search in the index, as the server writes it; null where the index is read from end to end. */
  readonly indexCondition: string | null;
}

export interface Plan {
  /** In the planner's units: one page read in sequence is 1. */
  readonly cost: number;
  readonly rows: number;
  /** Of the scan that is expected to give most. */
  readonly scanRows: number;
  readonly scans: readonly Scan[];
  /** Partitions were left out by the values of parameters. */
  readonly hidesParts?: boolean;
  /** Step by step; read from the answer when it is asked for, since most plans are never shown. */
  readonly nodes?: () => readonly PlanNode[];
}

/** The answer of EXPLAIN (FORMAT JSON) as a plan. Undefined for anything else. */
export function readPlan(explained: unknown): Plan | undefined {
  const document: unknown = typeof explained === "string" ? JSON.parse(explained) : explained;
  const root: unknown = Array.isArray(document) ? document[0] : undefined;
  const plan = isRecord(root) ? root["Plan"] : undefined;
  if (!isRecord(plan) || typeof plan["Total Cost"] !== "number") return undefined;
  return {
    cost: plan["Total Cost"],
    rows: rowsOf(plan),
    scanRows: mostRows(plan),
    scans: scansOf(plan),
    hidesParts: hidesParts(plan),
    nodes: () => readPlanTree(document) ?? [],
  };
}

function scansOf(node: unknown): readonly Scan[] {
  if (!isRecord(node)) return [];
  const below = Array.isArray(node["Plans"]) ? node["Plans"].flatMap(scansOf) : [];
  const kind = wordOf(node["Node Type"]);
  const [relation, index] = [wordOf(node["Relation Name"]), wordOf(node["Index Name"])];
  if (kind === null || (relation === null && index === null)) return below;
  return [{ node: kind, relation, index, indexCondition: wordOf(node["Index Cond"]) }, ...below];
}

function hidesParts(node: unknown): boolean {
  if (!isRecord(node)) return false;
  const removed = node["Subplans Removed"];
  return (
    (typeof removed === "number" && removed > 0) || (Array.isArray(node["Plans"]) && node["Plans"].some(hidesParts))
  );
}

const wordOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const rowsOf = (node: Readonly<Record<string, unknown>>): number =>
  typeof node["Plan Rows"] === "number" ? node["Plan Rows"] : 0;

function mostRows(node: unknown): number {
  if (!isRecord(node)) return 0;
  const below = Array.isArray(node["Plans"]) ? node["Plans"].map(mostRows) : [];
  const own = wordOf(node["Relation Name"]) === null || node["Node Type"] === "ModifyTable" ? 0 : rowsOf(node);
  return Math.max(own, ...below);
}
