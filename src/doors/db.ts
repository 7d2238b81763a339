// The door for programs: looking at databases and changing them.
import { command as analyzeCommand } from "../commands/db-analyze.ts";
import { command as createCommand } from "../commands/db-create.ts";
import { command as migrateCommand } from "../commands/db-migrate.ts";
import { command as statusCommand } from "../commands/db-status.ts";
import { asFunction } from "../main/index.ts";

/**
 * What is missing, duplicate or slow in a PostgreSQL; read-only. A number of `slow` or `timeout` is seconds, a text
 * carries its unit: `"20ms"`. Errors: `database-*`; for schema files `schema-file-broken` and `engine-*`.
 *
 * @example
 * const { findings, suggestions } = await analyze({ connection: "postgres://localhost/shop" });
 */
export const analyze = asFunction(analyzeCommand);
/**
 * Writes an empty migration and its rollback, and answers their paths. Errors: `migration-title`, `migration-exists`.
 *
 * @example
 * await create({ name: "add_user_table", migrations: "migrations" });
 */
export const create = asFunction(createCommand);
/**
 * Applies what is pending. A refusal and a failed statement are outcomes, not errors. `yes` is the consent that a person
 * gives at a terminal. Errors: `consent-needed` without it, `migration-locked`, `database-*`.
 *
 * @example
 * const { outcome, applied } = await migrate({ connection: "postgres://localhost/shop", yes: true });
 */
export const migrate = asFunction(migrateCommand);
/**
 * Every migration with its state: the folder held against the history table. Writes nothing. Errors: `database-*`.
 *
 * @example
 * const { migrations } = await status({ connection: "postgres://localhost/shop" });
 */
export const status = asFunction(statusCommand);
