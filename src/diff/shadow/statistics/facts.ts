import type { RelationName } from "../../../catalog/index.ts";

/** What the planner knows of a relation: pg_class. */
export interface RelationStatistics {
  readonly relation: RelationName;
  readonly isIndex: boolean;
  /** Pages of 8 kB. */
  readonly pages: number;
  /** Rows; -1 where nobody has counted yet. */
  readonly rows: number;
  readonly allVisiblePages: number;
}

/** What the planner knows of a column: a row of pg_stats. It holds values of the target. */
export interface ColumnValueStatistics {
  readonly relation: RelationName;
  readonly column: string;
  readonly inherited: boolean;
  /** By the names of pg_stats; arrays of values and of numbers as text, numbers as numbers, null where there is none. */
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** What ANALYZE found of several columns together: CREATE STATISTICS. */
export interface ExtendedStatistics {
  readonly relation: RelationName;
  /** The name of the statistics themselves. */
  readonly statistics: RelationName;
  readonly inherited: boolean;
  /** `{"1, 2": 100}`: values that columns, by their numbers, have together. */
  readonly distinct: string | null;
  /** `{"1 => 2": 0.5}`: how far one follows from others, 0..1. */
  readonly dependencies: string | null;
  /** It has the most common combinations, too, which no shadow can be given. */
  readonly hasValues: boolean;
  /** Names of the numbered columns; expressions have numbers below 0. */
  readonly columns: ReadonlyMap<number, string>;
}

/** Sizes and distributions of a target, without a row of it. */
export interface TargetStatistics {
  readonly serverVersion: number;
  readonly relations: readonly RelationStatistics[];
  readonly columns: readonly ColumnValueStatistics[];
  /** As far as the role sees them. */
  readonly extended?: readonly ExtendedStatistics[];
  /** Tables of which pg_stats shows this role nothing: whatever depends on their values is not judged. */
  readonly hidden: readonly RelationName[];
}

/** Numbers of pg_stats, as they are handed to the server again. */
export const STATISTICS_NUMBERS: readonly string[] = ["null_frac", "avg_width", "n_distinct", "correlation"];
/** Arrays of numbers. */
export const STATISTICS_LISTS: readonly string[] = [
  "most_common_freqs",
  "most_common_elem_freqs",
  "elem_count_histogram",
];
/** Arrays of values of the column's type, as text. */
export const STATISTICS_VALUES: readonly string[] = ["most_common_vals", "histogram_bounds", "most_common_elems"];
/** Known from 17 on. */
export const RANGE_NUMBERS: readonly string[] = ["range_empty_frac"];
export const RANGE_VALUES: readonly string[] = ["range_length_histogram", "range_bounds_histogram"];
