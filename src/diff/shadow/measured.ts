import type { RelationName, SqlError } from "../../catalog/index.ts";

/** Table-level lock modes, weakest first. Source: PostgreSQL manual, "Explicit Locking". */
export const lockModes = [
  "access-share",
  "row-share",
  "row-exclusive",
  "share-update-exclusive",
  "share",
  "share-row-exclusive",
  "exclusive",
  "access-exclusive",
] as const;
export type LockMode = (typeof lockModes)[number];

/** The strongest lock that a statement took on a relation that was there before it. */
export interface RelationLock {
  readonly relation: RelationName;
  readonly relationKind:
    | "table"
    | "partitioned-table"
    | "index"
    | "view"
    | "materialized-view"
    | "sequence"
    | "foreign-table"
    | "toast";
  readonly mode: LockMode;
}

/** What one statement did on a shadow, by the server's own counters: nothing here is declared by a rule. */
export interface MeasuredStatement {
  /** 0-based, in the order of the script. */
  readonly index: number;
  readonly sql: string;
  /** Null when it ran. */
  readonly error: SqlError | null;
  /**
   * The server's refusal of our own rows, where there was one: the statement asks for something of rows (a key, a check, a
   * partition's bounds) and was then measured without them. Rows of the target may meet it or not.
   */
  readonly refusedRows: SqlError | null;
  /** Sorted by schema and name; relations that the statement itself created are left out. */
  readonly locks: readonly RelationLock[];
  /** Tables and indexes whose file was replaced: every row was written anew. */
  readonly rewritten: readonly RelationName[];
  /** Tables that were read from end to end, by sequential scan or for the build or check of something. */
  readonly scanned: readonly RelationName[];
  /** Indexes that were built or rebuilt on tables that were there before. */
  readonly built: readonly RelationName[];
  /** Rows that were there before and are gone, or whose values changed, by table. */
  readonly rowsLost: readonly {
    readonly relation: RelationName;
    readonly rows: number;
    /** Columns that are gone. */
    readonly columns: readonly string[];
  }[];
  /** Seconds that the statement would take on the target, from its size and the assumed speed of a disk; null where it reads nothing. */
  readonly estimatedSeconds: number | null;
  /** Milliseconds on the shadow. */
  readonly durationMs: number;
  /** What could not be seen here; empty where everything above was measured. */
  readonly unseen: readonly Unseen[];
}

/**
 * `not-run`: psql's own (COPY FROM stdin), nothing is known. `locks`: taken from a table by statement kind, because only a second
 * session could watch. `brief-locks`: locks of a statement that ends its own transactions, seen only where something made it wait.
 * `held-locks`: one that an earlier statement of the transaction holds cannot be seen again.
 */
export type Unseen = "not-run" | "locks" | "brief-locks" | "held-locks";

/** A script as it ran, with its statements in the transactions that its runner or the script itself gives them. */
export interface MeasuredRun {
  readonly statements: readonly MeasuredStatement[];
  /** Relations that the script made itself, by the statement that did: nobody waits for them, and they hold no rows of the target. */
  readonly created: readonly { readonly relation: RelationName; readonly by: number }[];
  /** Locks that are still held while a later statement of the same transaction scans or rewrites: the trap of NOT VALID + VALIDATE in one file. */
  readonly heldOver: readonly {
    readonly lock: RelationLock;
    /** The statement that took the lock. */
    readonly takenBy: number;
    /** The long statement during which it was still held. */
    readonly heldDuring: number;
  }[];
}
