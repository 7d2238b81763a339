import type { IndexTarget, Token } from "../sql/index.ts";

/** Where a step stands in the files. */
export interface StepPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** An UPDATE or DELETE that is done key by key, each part of it in a transaction of its own. */
export interface Backfill {
  /** As it is written: `app."Order"`. */
  readonly table: string;
  /** Quoted. */
  readonly key: string;
  /** Rows of one part. */
  readonly size: number;
  readonly pauseMs: number;
  /** The statement for the rows behind `$1` and up to `$2`, and for the first rows, up to `$1`. */
  readonly between: string;
  readonly upTo: string;
}

/** What the code of a data migration is given. */
export interface MigrationClient {
  /** One statement. Rows as the driver gives them: 64-bit numbers, numerics and times are texts. */
  readonly query: (
    sql: string,
    parameters?: readonly unknown[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
}

export type MigrationCode = (client: MigrationClient) => Promise<void>;

/** How a step is carried out. */
export type StepWork =
  | { readonly kind: "sql"; readonly concurrently: boolean; readonly index: IndexTarget | undefined }
  | { readonly kind: "copy"; readonly rows: string }
  | { readonly kind: "backfill"; readonly backfill: Backfill }
  | { readonly kind: "code"; readonly load: () => Promise<MigrationCode> };

/** One statement, or one function, of a migration. */
export interface Step extends StepPlace {
  /** 1-based within its script. */
  readonly number: number;
  /** What is sent, with its variables put in. */
  readonly sql: string;
  readonly tokens: readonly Token[];
  /** The words that decide how it is run: `CREATE INDEX CONCURRENTLY`; "" for an ordinary statement. */
  readonly words: string;
  /** It cannot be in a transaction with others. */
  readonly alone: boolean;
  /** SHA-256 over what the server understands, before variables are put in. */
  readonly checksum: string;
  /** SHA-256 over its text. */
  readonly rawChecksum: string;
  readonly work: StepWork;
}
