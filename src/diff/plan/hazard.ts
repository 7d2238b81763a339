import type { RelationName } from "../../catalog/index.ts";
import type { LockMode } from "../shadow/index.ts";

/** What a step may cost the people and programs that use the database while it runs, or afterwards. */
export type Hazard =
  | { readonly code: "lock"; readonly relation: RelationName; readonly mode: LockMode }
  /** Every row is written anew under its lock. */
  | { readonly code: "rewrite"; readonly relation: RelationName }
  /** Every row is read; a lock that others wait for is a hazard of its own. */
  | { readonly code: "scan"; readonly relation: RelationName }
  /** Rows, or values of a column, are gone. */
  | { readonly code: "data-loss"; readonly what: string }
  /** Statements of running programs would fail or mean something else. */
  | { readonly code: "breaks-code"; readonly what: string }
  /** May fail on rows that are there: a new NOT NULL, a check, a key. */
  | { readonly code: "data-dependent"; readonly what: string }
  /** No rollback brings back what was there. */
  | { readonly code: "irreversible"; readonly what: string };
