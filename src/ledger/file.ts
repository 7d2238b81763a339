import type { Finding } from "../kit/index.ts";
import type { IndexTarget, Statement } from "../sql/index.ts";
import type { MigrationName } from "./name.ts";

/**
 * How a file is run: its statements in one transaction with the history's row; or its only statement without one,
 * because the server refuses it inside.
 */
export type Execution =
  | { readonly kind: "transaction" }
  | {
      readonly kind: "alone";
      /** `CREATE INDEX CONCURRENTLY` */
      readonly words: string;
      readonly concurrently: boolean;
      readonly index: IndexTarget | undefined;
    };

/** A migration as its file says it. */
export interface MigrationFile extends MigrationName {
  readonly path: string;
  /** Path of the rollback beside it, when there is one. */
  readonly rollback: string | undefined;
  /** Named by itself, outside the folder of migrations: it has no place in their order. */
  readonly standalone: boolean;
  readonly text: string;
  /** What is sent to the server, in order. */
  readonly statements: readonly Statement[];
  readonly execution: Execution;
  /** SHA-256 over what the server understands; see `checksumOf`. */
  readonly checksum: string;
  /** SHA-256 over the file's bytes. */
  readonly rawChecksum: string;
  /** Why it cannot be run; empty for a usable file. */
  readonly problems: readonly Finding[];
}
