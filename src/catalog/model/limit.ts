/** Something the role, the server or its version kept from us. Its English is in the report room. */
export type Limit =
  /** pg_stats shows no column of these tables: the role may not read them. */
  | { readonly code: "column-statistics-hidden"; readonly tables: number }
  /** They have rows and no column statistics: no ANALYZE has run on them. */
  | { readonly code: "never-analyzed"; readonly tables: number }
  /** An exact count was asked for and could not be made; the estimate stands. */
  | { readonly code: "rows-not-counted"; readonly tables: readonly string[] }
  /** Somebody held them exclusively; they were passed over, so as not to queue up behind a migration. */
  | { readonly code: "tables-locked"; readonly tables: readonly string[] }
  /** The counters are the standby's own, not the primary's. */
  | { readonly code: "standby-statistics" }
  /** Facts of the server that the role may not ask for, or that its version does not have. */
  | { readonly code: "server-facts-hidden"; readonly facts: readonly string[] }
  /** Sessions of other roles whose state this role may not see. */
  | { readonly code: "sessions-hidden"; readonly sessions: number }
  /** track_counts is off. */
  | { readonly code: "activity-off" }
  /** Tables that belong to extensions are the extensions' business. */
  | { readonly code: "extension-tables-left-out"; readonly tables: number };
