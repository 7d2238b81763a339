/** Something the role, the server or its version kept from us. Its English is in the report room. */
export type Limit =
  /** pg_stats shows no column of these analyzed tables: the role may not read them. */
  | { readonly code: "column-statistics-hidden"; readonly tables: number }
  /** No ANALYZE has ever run on them, though they have rows. */
  | { readonly code: "never-analyzed"; readonly tables: number }
  /** An exact count was asked for and could not be made; the estimate stands. */
  | { readonly code: "rows-not-counted"; readonly tables: readonly string[] }
  /** A table was locked exclusively: sizes are those of the last ANALYZE. */
  | { readonly code: "sizes-from-statistics" }
  /** The counters are the standby's own, not the primary's. */
  | { readonly code: "standby-statistics" }
  /** track_counts is off. */
  | { readonly code: "activity-off" }
  /** Tables that belong to extensions are the extensions' business. */
  | { readonly code: "extension-tables-left-out"; readonly tables: number };
