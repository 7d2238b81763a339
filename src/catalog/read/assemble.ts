import type { RowCount, Table } from "../model/table.ts";
import type { TableIndex } from "../model/table-index.ts";
import type { ColumnsByTable } from "./columns.ts";
import type { ConstraintsByTable } from "./constraints.ts";
import type { IndexesByTable } from "./indexes.ts";
import { estimateRows } from "./rows.ts";
import type { Size } from "./sizes.ts";
import type { TableFacts } from "./tables.ts";

/** Parts of tables by oid, as the queries brought them. */
export interface Parts {
  readonly columns: ColumnsByTable;
  readonly constraints: ConstraintsByTable;
  readonly indexes: IndexesByTable;
  readonly sizes: ReadonlyMap<string, Size>;
  readonly counted: ReadonlyMap<string, number>;
}

export function assembleTables(facts: readonly TableFacts[], parts: Parts): readonly Table[] {
  return facts.map((table) => assemble(table, parts));
}

function assemble(table: TableFacts, parts: Parts): Table {
  const size = parts.sizes.get(table.oid) ?? { bytes: 0, pages: 0 };
  const indexes = (parts.indexes.get(table.oid) ?? []).map(({ oid, index }) => withSize(index, parts.sizes.get(oid)));
  return {
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    persistence: table.persistence,
    partitionOf: table.isPartition ? (table.parents[0] ?? null) : null,
    partitionKey: table.partitionKey,
    inherits: table.isPartition ? [] : table.parents,
    owner: table.owner,
    rowSecurity: table.rowSecurity,
    readable: table.readable,
    rows: rowsOf(table, size, parts),
    sizeBytes: size.bytes,
    pages: size.pages,
    statisticsPages: table.statisticsPages,
    activity: { ...table.activity, indexScans: indexes.reduce((sum, index) => sum + (index.scans ?? 0), 0) },
    transactionAge: table.transactionAge,
    multixactAge: table.multixactAge,
    options: table.options,
    comment: table.comment,
    columns: parts.columns.get(table.oid) ?? [],
    constraints: parts.constraints.get(table.oid) ?? [],
    indexes,
  };
}

const withSize = (index: TableIndex, size: Size | undefined): TableIndex => ({
  ...index,
  sizeBytes: size?.bytes ?? 0,
});

function rowsOf(table: TableFacts, size: Size, parts: Parts): RowCount {
  const counted = parts.counted.get(table.oid);
  return counted === undefined ? estimateRows(table, size.pages) : { count: counted, source: "exact" };
}
