import type { Catalog } from "./model/catalog.ts";
import type { ForeignKey } from "./model/constraint.ts";
import { relationKey, type RelationName } from "./model/relation.ts";
import type { Table } from "./model/table.ts";

/** Tables by name, and the partitions below each: made once, asked often. */
export interface TableLookup {
  table(name: RelationName): Table | undefined;
  /** The partitions that hold the rows, at any depth; the table itself when it has none. */
  leaves(table: Table): readonly Table[];
  /** Rows of the table with all its partitions; null when some cannot be known. */
  rows(table: Table): number | null;
}

/**
 * @example
 * lookupOf(catalog).rows(orders); // 100000
 */
export function lookupOf(catalog: Pick<Catalog, "tables">): TableLookup {
  const tables = new Map(catalog.tables.map((table) => [relationKey(table), table]));
  const children = partitionsByParent(catalog.tables);
  const leaves = (table: Table): readonly Table[] => {
    const parts = children.get(relationKey(table)) ?? [];
    return parts.length === 0 ? [table] : parts.flatMap(leaves);
  };
  return { table: (name) => tables.get(relationKey(name)), leaves, rows: (table) => sumOfRows(leaves(table)) };
}

function partitionsByParent(tables: readonly Table[]): ReadonlyMap<string, readonly Table[]> {
  const children = new Map<string, Table[]>();
  for (const table of tables) {
    if (table.partitionOf === null) continue;
    const key = relationKey(table.partitionOf);
    const siblings = children.get(key);
    if (siblings === undefined) children.set(key, [table]);
    else siblings.push(table);
  }
  return children;
}

/** Null as soon as one is unknown: a part of a sum is no estimate of it. */
function sumOfRows(tables: readonly Table[]): number | null {
  return tables.reduce<number | null>(
    (sum, { rows }) => (sum === null || rows.count === null ? null : sum + rows.count),
    0,
  );
}

/** The foreign keys that somebody wrote on this very table: those inherited from a partitioned parent are the parent's. */
export function ownForeignKeys(table: Table): readonly ForeignKey[] {
  return table.constraints.filter((constraint) => constraint.kind === "foreign-key").filter((key) => !key.inherited);
}
