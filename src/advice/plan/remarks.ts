import type { PlanNode } from "./tree.ts";

export type RemarkCode =
  | "reads-whole-table"
  | "throws-rows-away"
  | "scanned-per-row"
  | "sort-on-disk"
  | "sorts-all-rows"
  | "hash-on-disk"
  | "estimate-off"
  | "visits-heap"
  | "bitmap-lossy";

/** Something about a node that costs more than it would have to. Its English is in the report room. */
export interface Remark {
  /** Place of the node in the list. */
  readonly at: number;
  readonly code: RemarkCode;
  readonly figures: Readonly<Record<string, number>>;
}

/** A node below this share is not worth changing. */
const LEAST_SHARE = 0.1;
const MANY_ROWS = 1_000;
const OFF_BY = 10;

/**
 * What stands out in a plan, node by node. Claims about rows that were thrown away need a plan that was run.
 *
 * @example
 * remarksOn(readPlanTree(json) ?? []); // [{ at: 1, code: "reads-whole-table", figures: { … } }]
 */
export function remarksOn(nodes: readonly PlanNode[]): readonly Remark[] {
  return nodes.flatMap((node, at) =>
    JUDGES.flatMap((judge) => {
      const found = judge(node, { nodes, at });
      return found === undefined ? [] : [{ at, ...found }];
    }),
  );
}

interface Place {
  readonly nodes: readonly PlanNode[];
  readonly at: number;
}

type Judge = (node: PlanNode, place: Place) => Omit<Remark, "at"> | undefined;

const matters = ({ costShare, timeShare }: PlanNode): boolean => Math.max(costShare, timeShare ?? 0) >= LEAST_SHARE;
const figure = ({ details }: PlanNode, name: string): number => {
  const value = details[name];
  return typeof value === "number" ? value : 0;
};

const JUDGES: readonly Judge[] = [
  (node, place) =>
    node.node === "Seq Scan" && node.filter !== null && matters(node) && !isPerRow(node, place)
      ? { code: "reads-whole-table", figures: { estimatedRows: node.estimatedRows } }
      : undefined,
  (node, place) =>
    node.node === "Seq Scan" && isPerRow(node, place)
      ? { code: "scanned-per-row", figures: { loops: node.loops ?? 0 } }
      : undefined,
  (node) => {
    const removed = figure(node, "Rows Removed by Filter");
    const kept = node.actualRows ?? 0;
    return node.node !== "Seq Scan" && removed >= MANY_ROWS && removed > kept * OFF_BY
      ? { code: "throws-rows-away", figures: { removed, kept } }
      : undefined;
  },
  (node) =>
    node.details["Sort Space Type"] === "Disk"
      ? { code: "sort-on-disk", figures: { kilobytes: figure(node, "Sort Space Used") } }
      : undefined,
  (node) =>
    node.node === "Sort" && node.details["Sort Space Type"] !== "Disk" && matters(node)
      ? { code: "sorts-all-rows", figures: { rows: node.actualRows ?? node.estimatedRows } }
      : undefined,
  (node) =>
    figure(node, "Hash Batches") > 1
      ? { code: "hash-on-disk", figures: { batches: figure(node, "Hash Batches") } }
      : undefined,
  (node) => (isEstimateOff(node) ? { code: "estimate-off", figures: rowsOf(node) } : undefined),
  (node) =>
    node.node === "Index Only Scan" && figure(node, "Heap Fetches") >= MANY_ROWS
      ? { code: "visits-heap", figures: { fetches: figure(node, "Heap Fetches") } }
      : undefined,
  (node) =>
    figure(node, "Lossy Heap Blocks") > 0
      ? { code: "bitmap-lossy", figures: { blocks: figure(node, "Lossy Heap Blocks") } }
      : undefined,
];

/** The inner side of a Nested Loop is run once for each row of the outer one. */
function isPerRow(node: PlanNode, { nodes, at }: Place): boolean {
  if (node.role !== "Inner") return false;
  const parent = nodes.slice(0, at).findLast(({ depth }) => depth === node.depth - 1);
  const outer = nodes.slice(0, at).findLast(({ depth, role }) => depth === node.depth && role === "Outer");
  return parent?.node === "Nested Loop" && (outer?.actualRows ?? outer?.estimatedRows ?? 0) > 1;
}

/** Of a few rows nothing follows. */
function isEstimateOff({ estimatedRows, actualRows, loops }: PlanNode): boolean {
  if (actualRows === null || loops === 0) return false;
  const [less, more] = [estimatedRows, actualRows].toSorted((a, b) => a - b);
  return (more ?? 0) >= MANY_ROWS && (more ?? 0) >= Math.max(1, less ?? 1) * OFF_BY;
}

const rowsOf = ({ estimatedRows, actualRows }: PlanNode): Remark["figures"] => ({
  estimatedRows,
  actualRows: actualRows ?? 0,
});
