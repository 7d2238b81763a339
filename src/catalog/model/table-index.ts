import type { RelationName } from "./relation.ts";

/** One key of an index: a column or an expression, with everything that decides what it can answer. */
export interface IndexKey {
  /** Null for an expression. */
  readonly column: string | null;
  /** Text of pg_get_indexdef; null for a column. */
  readonly expression: string | null;
  /** With its schema and parameters: `pg_catalog.text_pattern_ops`. */
  readonly operatorClass: string;
  readonly isDefaultOperatorClass: boolean;
  /** `pg_catalog.default`; null where the type has none. */
  readonly collation: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface TableIndex extends RelationName {
  /** `btree`, `hash`, `gin`, `gist`, `brin`, `spgist` or an extension's. */
  readonly method: string;
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  /** Text of pg_get_expr; null for a full index. */
  readonly predicate: string | null;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  /** Unique at once, not at the end of the transaction: false for a deferrable constraint's index. */
  readonly immediate: boolean;
  readonly primary: boolean;
  readonly valid: boolean;
  readonly ready: boolean;
  readonly clustered: boolean;
  readonly replicaIdentity: boolean;
  /** Name of the constraint that stands on it. */
  readonly constraint: string | null;
  /** The partitioned table's index that this one is attached to. */
  readonly partitionOf: RelationName | null;
  readonly sizeBytes: number;
  /** Scans since the statistics were reset; null where they cannot be seen. */
  readonly scans: number | null;
  /** Text of pg_get_indexdef. */
  readonly definition: string;
}
