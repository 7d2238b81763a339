import type { PlanNode, Remark } from "../../advice/plan/index.ts";
import { assertNever, formatCount, formatDecimal, formatPercent, safeLine } from "../../kit/index.ts";

/** `Index Scan on orders using orders_pkey` */
export function nodeName({ node, relation, index }: PlanNode): string {
  const on = relation === null ? "" : ` on ${safeLine(relation)}`;
  return `${node}${on}${index === null ? "" : ` using ${safeLine(index)}`}`;
}

/** Its share: of the time where it was measured, else of the cost. */
export const nodeShare = ({ costShare, timeShare }: PlanNode): number => timeShare ?? costShare;

export function nodeFigures(node: PlanNode): string {
  const cost = `cost ${formatDecimal(node.ownCost, 1)} (${formatPercent(node.costShare)})`;
  const rows = `~${formatCount(node.estimatedRows)} rows`;
  if (node.actualRows === null || node.ownMs === null) return `${cost}, ${rows}`;
  const time = `${formatDecimal(node.ownMs, 2)} ms (${formatPercent(node.timeShare ?? 0)})`;
  const loops = (node.loops ?? 1) > 1 ? ` × ${formatCount(node.loops ?? 1)}` : "";
  return `${cost}, ${time}, ${formatCount(node.actualRows)}${loops} rows of ${rows}`;
}

/** What could be done about a node. */
export function remarkText({ code, figures }: Remark, node: PlanNode | undefined): string {
  const figure = (name: string): string => formatCount(figures[name] ?? 0);
  const table = safeLine(node?.relation ?? "the table");
  switch (code) {
    case "reads-whole-table":
      return `reads all of ${table} for ~${figure("estimatedRows")} rows; an index on what the filter compares changes it, where it finds few enough`;
    case "scanned-per-row":
      return `reads all of ${table} again for each row of the other side; an index on the columns of the join changes it`;
    case "throws-rows-away":
      return `finds ${figure("removed")} rows to keep ${figure("kept")}: the filter's columns belong into the index`;
    case "sort-on-disk":
      return `sorts ${figure("kilobytes")} kB on disk: more work_mem, or an index in this order`;
    case "sorts-all-rows":
      return `sorts ${figure("rows")} rows; an index in this order gives them sorted, with LIMIT only the first`;
    case "hash-on-disk":
      return `hashes in ${figure("batches")} batches through files: more work_mem, or fewer rows before the join`;
    case "estimate-off":
      return `expected ${figure("estimatedRows")} rows and got ${figure("actualRows")}: ANALYZE, or CREATE STATISTICS where columns depend on each other`;
    case "visits-heap":
      return `visits the table ${figure("fetches")} times, although the index has it all: VACUUM ${table}`;
    case "bitmap-lossy":
      return `${figure("blocks")} pages were too many for work_mem to remember their rows: more work_mem`;
    default:
      return assertNever(code);
  }
}
