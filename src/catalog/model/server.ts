/** A session of this database, without the text of its statement. */
export interface ServerSession {
  readonly pid: number;
  readonly user: string | null;
  readonly application: string;
  /** `active`, `idle in transaction`, …; null where the role may not see it. */
  readonly state: string | null;
  /** Seconds since its transaction began; null outside of one. */
  readonly transactionSeconds: number | null;
  /** Seconds since its state changed. */
  readonly stateSeconds: number | null;
  /** Backends whose locks it waits for. */
  readonly blockedBy: readonly number[];
}

export interface PreparedTransaction {
  readonly name: string;
  readonly owner: string;
  readonly ageSeconds: number;
}

export interface ReplicationSlot {
  readonly name: string;
  readonly kind: "physical" | "logical";
  readonly active: boolean;
  /** Bytes of WAL that the server keeps for it; null where nothing is kept. */
  readonly retainedBytes: number | null;
}

/** The counters of the database since they were reset. */
export interface DatabaseCounters {
  readonly sizeBytes: number;
  readonly blocksHit: number;
  readonly blocksRead: number;
  readonly temporaryFiles: number;
  readonly temporaryBytes: number;
  /** Transactions since its oldest row that is not frozen. */
  readonly transactionAge: number;
  readonly multixactAge: number;
}

export interface Checkpoints {
  readonly timed: number;
  readonly requested: number;
}

/**
 * How a running server is set and doing. Null where the role may not ask; `unseen` names those parts. No text of
 * anybody's statement and no value of a row is in it.
 */
export interface ServerFacts {
  /** By name, in the words of pg_settings: sizes in bytes, times in milliseconds, flags `on` and `off`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly counters: DatabaseCounters | null;
  readonly sessions: readonly ServerSession[];
  readonly prepared: readonly PreparedTransaction[];
  readonly slots: readonly ReplicationSlot[];
  readonly checkpoints: Checkpoints | null;
  /** Backends of all databases. */
  readonly connections: number | null;
  /** Standbys that stream from here. */
  readonly replicas: number | null;
  /** Indexes that are being built, by schema and name. */
  readonly building: readonly string[];
  /** The library of query statistics is loaded. */
  readonly tracksStatements: boolean | null;
  readonly unseen: readonly string[];
}
