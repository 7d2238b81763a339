import type { Relation } from "./related.ts";

/** A statement and what it was seen to do. */
export interface WatchedStatement {
  /** With `$1`, `$2` in place of values. */
  readonly sql: string;
  readonly executions: number;
  readonly totalMs: number;
  readonly rows: number;
}

/** Keys that one query returned came back one by one as parameters of another. */
export interface NPlusOne {
  /** `proven` in one session; `proven-across-sessions` where queries of one pool of sessions took part. */
  readonly class: "proven" | "proven-across-sessions";
  /** `users.id` as far as it is known. */
  readonly parentColumn: string;
  readonly childColumn: string;
  readonly parentTable: string | null;
  readonly childTable: string | null;
  readonly parent: WatchedStatement;
  readonly child: WatchedStatement;
  readonly relation: Exclude<Relation, "none"> | "value";
  /** How often the parent was followed so. */
  readonly runs: number;
  /** Queries in all of these together, and in the longest. */
  readonly queries: number;
  readonly mostQueries: number;
  readonly totalMs: number;
  /** Queries that ran in another session than the parent. */
  readonly elsewhere: number;
  /** Upper bound of the chance that random lookups of the returned keys would have come in this order, this often. */
  readonly chance: number;
  readonly batchedSql: string;
  readonly route: string | null;
  /** First keys of the longest run; empty unless values may be shown. */
  readonly values: readonly string[];
}
