import type { StaticSite } from "./static/site.ts";

/** Five or more statements of one form in one session of a log, for keys that differ, behind a list that a foreign key joins. */
export interface Likely {
  readonly class: "likely";
  /** The log. */
  readonly origin: string;
  /** What the rows came from; `$1`, `$2` in place of values. */
  readonly parent: string;
  readonly child: string;
  /** `orders.user_id -> users.id` */
  readonly foreignKey: string;
  /** How often it went so, the queries in all of these together, and in the longest. */
  readonly runs: number;
  readonly queries: number;
  readonly mostQueries: number;
  /** Null where the log says no times. */
  readonly totalMs: number | null;
  readonly batchedSql: string;
}

/** Counts of statements and a foreign key speak for one; neither order nor values were to be seen. */
export interface SuspectedPair {
  readonly class: "suspected";
  readonly parent: string;
  readonly child: string;
  readonly foreignKey: string;
  readonly parentCalls: number;
  readonly parentRows: number;
  readonly childCalls: number;
  readonly batchedSql: string;
}

/** An N+1 that nobody has proven: each class says what was seen. */
export type NPlusOneRisk = Likely | SuspectedPair | StaticSite;
