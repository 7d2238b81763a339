import { isSameRelation, type Table, type TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { dropOf } from "../drop-index.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule, Situation } from "../situation.ts";
import { updatedColumns } from "../updated-columns.ts";

const LEAST_UPDATES = 10_000;
const MANY_UPDATES = 1_000_000;
/** Where most updates stay on their page, the index costs little. */
const LOWEST_SHARE = 0.5;

/** Indexes on a column that a frequent UPDATE changes: each such change makes a new entry in every index of the table. */
export const indexBlocksHot: Rule = {
  code: "index-blocks-hot",
  find: (situation) => storedTables(situation).flatMap((table) => judged(table, situation)),
};

function judged(table: Table, situation: Situation) {
  const { updated = 0, hotUpdated = 0 } = table.activity ?? {};
  if (updated < LEAST_UPDATES || hotUpdated / updated >= LOWEST_SHARE) return [];
  const changed = changedColumns(table, situation);
  return table.indexes
    .filter(
      (index) => index.valid && index.method !== "brin" && !index.unique && !situation.keeping.mustStay(index, table),
    )
    .flatMap((index) => {
      const columns = columnsOf(index).filter((column) => changed.has(column));
      const calls = Math.max(0, ...columns.map((column) => changed.get(column) ?? 0));
      // Most of the table's updates have to be this one, or something else is to blame.
      if (calls < updated * LOWEST_SHARE) return [];
      return [findingOf(table, index, { columns, calls, updated, hotUpdated })];
    });
}

const columnsOf = ({ keys, include }: TableIndex): readonly string[] => [
  ...keys.flatMap(({ column }) => column ?? []),
  ...include,
];

/** Calls by column that an UPDATE of the workload sets. */
function changedColumns(table: Table, { workload }: Situation): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { statement, uses } of workload.statements) {
    if (!uses.some((use) => isSameRelation(use.table, table))) continue;
    for (const column of updatedColumns(statement.text, table.name))
      calls.set(column, (calls.get(column) ?? 0) + statement.rows);
  }
  return calls;
}

interface Updates {
  readonly columns: readonly string[];
  readonly calls: number;
  readonly updated: number;
  readonly hotUpdated: number;
}

function findingOf(table: Table, index: TableIndex, { columns, calls, updated, hotUpdated }: Updates) {
  return ofIndex(
    indexBlocksHot.code,
    { table, index },
    {
      severity: updated >= MANY_UPDATES ? "warning" : "info",
      evidence: {
        updatedColumns: columns,
        updatedRows: calls,
        updates: updated,
        hotUpdates: hotUpdated,
        scans: index.scans,
        sizeBytes: index.sizeBytes,
      },
      ...(index.scans === 0 ? { fix: dropOf(table, index).up.join("\n") } : {}),
    },
  );
}
