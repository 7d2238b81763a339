import { type Catalog, relationKey, type Table, type TableIndex } from "../catalog/index.ts";

/** Answers whether an index may be advised away at all. */
export interface Keeping {
  /** It does more than speed up reading: a key, a constraint, replica identity, CLUSTER, a part of a partitioned index. */
  mustStay(index: TableIndex, table: Table): boolean;
  /** A foreign key of some table leans on this unique index. */
  isReferenced(index: TableIndex, table: Table): boolean;
}

export function keepingOf(catalog: Pick<Catalog, "tables">): Keeping {
  const referenced = new Set(catalog.tables.flatMap(referencedIndexes));
  const isReferenced = (index: TableIndex, table: Table): boolean => referenced.has(indexKey(table, index.name));
  return {
    isReferenced,
    mustStay: (index, table) =>
      index.primary ||
      index.constraint !== null ||
      index.replicaIdentity ||
      index.clustered ||
      index.partitionOf !== null ||
      isReferenced(index, table),
  };
}

const indexKey = (table: Pick<Table, "schema" | "name">, index: string): string => `${relationKey(table)} ${index}`;

function referencedIndexes(table: Table): readonly string[] {
  return table.constraints.flatMap((constraint) =>
    constraint.kind === "foreign-key" && constraint.referencedIndex !== null
      ? [indexKey(constraint.references, constraint.referencedIndex)]
      : [],
  );
}
