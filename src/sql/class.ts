/** The index that a CREATE INDEX names, as the server will look it up. */
export interface IndexTarget {
  /** Undefined where the server chooses the name. */
  readonly name: string | undefined;
  /** As it is written, fit for `to_regclass`: `public."Order"`. */
  readonly table: string;
  readonly ifNotExists: boolean;
}

/**
 * What a statement does to a transaction.
 * `never`: the server refuses it inside one. `sometimes`: it refuses it for some targets (a partitioned table).
 * `control`: it begins or ends one.
 */
export interface StatementClass {
  readonly transaction: "allowed" | "never" | "sometimes" | "control";
  /** The words that decide it, in capitals: `CREATE INDEX CONCURRENTLY`; "" for an allowed one. */
  readonly words: string;
  /** Locks so little that waiting for its lock blocks nobody. */
  readonly concurrently: boolean;
  readonly index?: IndexTarget | undefined;
}
