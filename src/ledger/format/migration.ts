import type { SplitProblem } from "../../sql/index.ts";

export type FormatName = "goose" | "dbmate" | "node-pg-migrate" | "atlas";

/** What one call of a runner's driver carries. */
export interface FormatStatement {
  readonly sql: string;
  /** Where it begins in the file, 1-based. */
  readonly line: number;
}

export interface FormatSection {
  readonly statements: readonly FormatStatement[];
  /** The file asks to be run outside a transaction. */
  readonly noTransaction: boolean;
}

export interface FormatProblem {
  /** 1-based. */
  readonly line: number;
  readonly kind:
    | SplitProblem["kind"]
    /** No runner of this format knows the marker, or not here: `what` is its line. */
    | "unknown-marker"
    | "indented-marker"
    | "repeated-marker"
    | "misplaced-marker"
    | "missing-up"
    | "statement-outside"
    | "open-block"
    | "missing-semicolon"
    | "bad-substitution"
    | "unset-variable";
  readonly what: string;
}

/** A file of another runner. Usable only where `problems` is empty. */
export interface FormattedMigration {
  readonly format: FormatName;
  readonly up: FormatSection;
  /** Undefined where the file says nothing about going back. */
  readonly down: FormatSection | undefined;
  readonly problems: readonly FormatProblem[];
}
