/** A row of the history table. */
export interface HistoryEntry {
  readonly id: string;
  readonly checksum: string;
  readonly rawChecksum: string;
  /**
   * `applied` is done. The others are of files that are run step by step: `running` was begun and its end was never
   * recorded, `failed` was refused by the server; `reverting` and `revert-failed` say the same of a rollback.
   */
  readonly state: "running" | "failed" | "applied" | "reverting" | "revert-failed";
  /** ISO 8601, UTC: when the state was recorded. */
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly durationMs: number | null;
  /** It was run by its path, from outside the folder of migrations. */
  readonly standalone: boolean;
  /** How it came into the history: it was run, taken as run (`baseline`), or set by hand (`repair`). */
  readonly origin: "run" | "baseline" | "repair";
}

export type Direction = "up" | "down";

/** A row of the journal: a statement of a run. */
export interface JournalEntry {
  readonly id: string;
  /** Counts the runs of this migration, up and down, from 1. */
  readonly run: number;
  readonly direction: Direction;
  readonly statement: number;
  readonly checksum: string;
  readonly state: "running" | "failed" | "applied";
  /** The last key of a backfill that is done. */
  readonly position: string | null;
}
