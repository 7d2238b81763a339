// The door for programs: N+1 queries, proven on the wire or found in source code.
import { command } from "../commands/db-watch.ts";
import { asFunction } from "../main/index.ts";

export { watchPool, type PoolReport, type PoolWatch, type PoolWatchOptions } from "../main/hook/index.ts";

export { findQueriesInLoops, type SourceFile, type StaticSite } from "../advice/nplusone/index.ts";

/**
 * Listens between PostgreSQL clients and their server for `duration`, or while a program runs, and answers what was proven.
 * Errors: `watch-not-listening`, `database-bad-url`, `program-not-started`.
 *
 * @example
 * const report = await watch({ connection: "postgres://localhost/shop", program: ["npm", "test"] });
 */
export const watch = asFunction(command);
