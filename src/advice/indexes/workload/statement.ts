/** One statement of a workload, with how often it runs. */
export interface WorkloadStatement {
  /** Unique within the workload. */
  readonly id: string;
  /** As it was found; constants of a file or a log are somebody's data. */
  readonly text: string;
  readonly calls: number;
  /** Null where nobody measured. */
  readonly meanMs: number | null;
  readonly rowsPerCall: number | null;
  /** `pg_stat_statements`, or the file. */
  readonly origin: string;
}

/** Rows that a statement writes into a table, per call, and the columns that it changes there. */
export interface Writing {
  readonly table: string;
  readonly kind: "insert" | "update";
  /** Null: all of them. */
  readonly columns: readonly string[] | null;
}
