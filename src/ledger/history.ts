/** A row of the history table. */
export interface HistoryEntry {
  readonly id: string;
  readonly checksum: string;
  readonly rawChecksum: string;
  /**
   * `applied` is done. The other two are of statements outside a transaction: `running` was begun and its end was never
   * recorded, `failed` was refused by the server.
   */
  readonly state: "running" | "failed" | "applied";
  /** ISO 8601, UTC: when the state was recorded. */
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly durationMs: number | null;
  /** It was run by its path, from outside the folder of migrations. */
  readonly standalone: boolean;
}
