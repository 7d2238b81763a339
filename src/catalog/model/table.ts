import type { Column } from "./column.ts";
import type { Constraint } from "./constraint.ts";
import type { RelationName } from "./relation.ts";
import type { TableIndex } from "./table-index.ts";

/** Views, sequences and composite types are not tables; they get kinds of their own. */
export type TableKind = "ordinary" | "partitioned" | "foreign";

/**
 * Where a number of rows comes from. `exact`: counted. `statistics`: pg_class, scaled to the present size as the
 * planner does. `live`: the live tuples of the cumulative statistics. `pages`: size by an assumed row width.
 * `unknown`: nothing could be seen, and the count is null.
 */
export type RowSource = "exact" | "statistics" | "live" | "pages" | "unknown";

export interface RowCount {
  readonly count: number | null;
  readonly source: RowSource;
}

/** The cumulative counters of a table since `Catalog.statistics.resetAt`. */
export interface TableActivity {
  readonly sequentialScans: number;
  readonly sequentialRowsRead: number;
  readonly indexScans: number;
  readonly inserted: number;
  readonly updated: number;
  readonly hotUpdated: number;
  readonly deleted: number;
  readonly liveRows: number;
  readonly deadRows: number;
  readonly modifiedSinceAnalyze: number;
  /** ISO 8601. */
  readonly lastAnalyzedAt: string | null;
  /** By the server's clock. */
  readonly sinceAnalyzedSeconds: number | null;
  /** ISO 8601. */
  readonly lastVacuumedAt: string | null;
}

export interface Table extends RelationName {
  readonly kind: TableKind;
  readonly persistence: "permanent" | "unlogged";
  /** The partitioned table that this one is a partition of. */
  readonly partitionOf: RelationName | null;
  /** `RANGE (created_at)` */
  readonly partitionKey: string | null;
  /** Parents by INHERITS; never the parent of a partition. */
  readonly inherits: readonly RelationName[];
  readonly owner: string;
  readonly rowSecurity: boolean;
  /** False when the role may read no column, or only some rows: then pg_stats shows nothing of it either. */
  readonly readable: boolean;
  /** Of this relation alone: a partitioned table has no rows of its own. */
  readonly rows: RowCount;
  /** Heap with TOAST, without indexes. */
  readonly sizeBytes: number;
  readonly pages: number;
  /** Pages when VACUUM or ANALYZE looked last. */
  readonly statisticsPages: number;
  readonly activity: TableActivity | null;
  /** Transactions since the oldest row that is not frozen; null where the relation has none of its own. */
  readonly transactionAge: number | null;
  /** The same of shared row locks (multixacts). */
  readonly multixactAge: number | null;
  /** Storage parameters as they were set: `fillfactor=70`. */
  readonly options: readonly string[];
  /** Text of COMMENT ON TABLE. */
  readonly comment: string | null;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly TableIndex[];
}
