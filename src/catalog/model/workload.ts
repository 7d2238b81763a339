/** A normalised statement of pg_stat_statements: constants are `$n`. */
export interface Statement {
  /** The server's own id, as text. */
  readonly id: string;
  readonly text: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly rows: number;
  /** Shared blocks touched per call, hits and reads together. */
  readonly blocksPerCall: number;
}

/**
 * What the server remembers of its queries. `not-installed`: no extension in this database. `not-loaded`: not in
 * shared_preload_libraries. `not-readable`: the role may not look. `no-server`: read from files.
 */
export type WorkloadState = "read" | "not-installed" | "not-loaded" | "not-readable" | "no-server";

export interface Workload {
  readonly state: WorkloadState;
  /** The costliest first, of this database only, without our own. */
  readonly statements: readonly Statement[];
  /** Statements of other roles whose text this role may not read. */
  readonly hidden: number;
  /** ISO 8601; null when the extension does not say (before 1.9). */
  readonly resetAt: string | null;
}
