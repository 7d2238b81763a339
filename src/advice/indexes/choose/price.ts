import { relationKey } from "../../../catalog/index.ts";
import { columnsOfCandidate, type Candidate } from "../candidates/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";

/** What one new entry costs, in the planner's units: about a page for a btree, more where one row makes many entries. */
const ENTRY: Readonly<Record<Candidate["method"], number>> = {
  btree: 1,
  hash: 1,
  gin: 5,
  gist: 2,
  spgist: 2,
  brin: 0.05,
};

export interface WritePrice {
  /** Entries that the workload's writes would make in it. */
  readonly entries: number;
  /** Of these by updates that could do without any new index entry now. */
  readonly updates: number;
  /** In the planner's units, for the whole workload. */
  readonly cost: number;
}

/** What keeping an index up to date costs the workload: every insert, and every update of a column that it holds. */
export function writePrice(
  { candidate, rows }: Pick<Built, "candidate" | "rows">,
  questions: readonly WorkloadQuestion[],
): WritePrice {
  const table = relationKey(candidate.table);
  const held = new Set(columnsOfCandidate(candidate));
  const share = shareOf(candidate, rows);
  let [inserts, updates] = [0, 0];
  for (const { statement, writings } of questions)
    for (const writing of writings.filter((one) => one.table === table)) {
      const written = statement.calls * Math.max(1, statement.rowsPerCall ?? 1);
      if (writing.kind === "insert") inserts += written;
      else if (writing.columns?.some((column) => held.has(column)) ?? true) updates += written;
    }
  const entries = (inserts + updates) * share;
  return { entries, updates: updates * share, cost: entries * ENTRY[candidate.method] };
}

/** Of a partial index only the rows that it holds. */
function shareOf({ table, predicate }: Candidate, rows: number): number {
  const all = table.rows.count ?? 0;
  return predicate === null || all === 0 ? 1 : Math.min(1, rows / all);
}
