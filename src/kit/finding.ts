import type { JsonValue } from "./json.ts";

export type Severity = "info" | "warning" | "error";

/** Where a finding points: a place in a document or an object of a database. */
export interface Subject {
  /** What it is: `file`, `operation`, `schema`, `table`, `index`, `column`, `statement`. */
  readonly kind: string;
  /** Its name as its own world spells it: `GET /users/{id}`, `public.orders`. */
  readonly name: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/**
 * Something a rule saw. Data only: the sentence that a person reads is written once, in the report room,
 * from `code` and `evidence`.
 */
export interface Finding {
  /** kebab-case and stable: `fk-unindexed`. */
  readonly code: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly evidence: Readonly<Record<string, JsonValue>>;
  /** The mend, as text of its own language (SQL, YAML), when there is one. */
  readonly fix?: string;
}
