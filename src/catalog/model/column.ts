/** What the planner knows of a column's values. Never a value itself. */
export interface ColumnStatistics {
  /** Share of nulls, 0..1. */
  readonly nullShare: number;
  /** Distinct values: above 0 a number, below 0 minus the share of the rows, 0 unknown. */
  readonly distinct: number;
  /** Bytes. */
  readonly averageWidth: number;
  /** Physical against logical order, -1..1. */
  readonly correlation: number | null;
}

export interface Column {
  readonly name: string;
  /** 1-based, with the holes that dropped columns leave. */
  readonly position: number;
  /** As format_type spells it: `character varying(20)`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Expression text; of a generated column its expression. */
  readonly defaultExpression: string | null;
  readonly identity: "always" | "by-default" | null;
  readonly generated: "stored" | "virtual" | null;
  /** `pg_catalog.default`, `pg_catalog.C`; null where the type has no collation. */
  readonly collation: string | null;
  /** Null when never analyzed, or when the role may not read the column. */
  readonly statistics: ColumnStatistics | null;
}
