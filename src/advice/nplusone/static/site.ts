import type { Library } from "./query-call.ts";

/** A query in source code that is sent once for each of many keys. */
export interface StaticSite {
  readonly class: "static";
  readonly file: string;
  /** 1-based; where the query is written. */
  readonly line: number;
  readonly column: number;
  readonly library: Library;
  /** `findMany`, `query`, `knex`. */
  readonly method: string;
  readonly loop: "for" | "while" | "map" | "resolver";
  /** Where the loop, or the resolver, begins. */
  readonly loopLine: number;
  /** Local functions that lead from the loop to the query. */
  readonly through: readonly string[];
  /** What changes from query to query: `user.id`. */
  readonly argument: string;
  readonly code: string;
  /** One query for all keys, as text to start from. */
  readonly batched: string;
}
