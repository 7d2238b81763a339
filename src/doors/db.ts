// The door for programs: looking at databases and changing them.
import { command as analyzeCommand } from "../commands/db-analyze.ts";
import { command as baselineCommand } from "../commands/db-baseline.ts";
import { command as createCommand } from "../commands/db-create.ts";
import { command as diagramCommand } from "../commands/db-diagram.ts";
import { command as diffCommand } from "../commands/db-diff.ts";
import { command as dumpCommand } from "../commands/db-dump.ts";
import { command as explainCommand } from "../commands/db-explain.ts";
import { command as lintCommand } from "../commands/db-lint.ts";
import { command as migrateCommand } from "../commands/db-migrate.ts";
import { command as redoCommand } from "../commands/db-redo.ts";
import { command as repairCommand } from "../commands/db-repair.ts";
import { command as rollbackCommand } from "../commands/db-rollback.ts";
import { command as statusCommand } from "../commands/db-status.ts";
import { command as suggestIndexesCommand } from "../commands/db-suggest-indexes.ts";
import { command as verifyCommand } from "../commands/db-verify.ts";
import { asFunction } from "../main/index.ts";

/**
 * What is missing, duplicate or slow in a PostgreSQL; read-only. A number of `slow` or `timeout` is seconds, a text
 * carries its unit: `"20ms"`. Errors: `database-*`; for schema files `schema-file-broken`, `prisma-*` and `engine-*`.
 *
 * @example
 * const { findings, suggestions } = await analyze({ connection: "postgres://localhost/shop" });
 */
export const analyze = asFunction(analyzeCommand);
/**
 * What leads from one schema to another: each change with its hazards, the files with their rollback, and what a shadow has
 * shown of them. Writes them only where `out` names a folder. `check` plans and proves nothing and answers `isSame`. A hazard is an
 * outcome, not an error. Errors: `diff-*`, `schema-*`, `prisma-*`, `engine-*`, `database-*`.
 *
 * @example
 * const { changes, files, proof } = await diff({ schemas: ["old.sql", "new.sql"], rename: ["users.mail:email"] });
 */
export const diff = asFunction(diffCommand);
/**
 * What migrations would do to a running PostgreSQL, with the safe form of each; `schema` or `connection` has the statements
 * run on a shadow. Findings are an outcome, not an error. Errors: `lint-*`, `database-*`, `engine-*`.
 *
 * @example
 * const { findings, failed } = await lint({ files: ["migrations"], schema: "schema.sql" });
 */
export const lint = asFunction(lintCommand);
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
 * Undoes the newest migration, `steps` of them, or all that come after `to`, by their rollback files. `dryRun` runs them on a
 * shadow only. Errors: `consent-needed` without `yes`, `migration-locked`, `database-*`.
 *
 * @example
 * const { outcome } = await rollback({ connection: "postgres://localhost/shop", steps: 2, yes: true });
 */
export const rollback = asFunction(rollbackCommand);
/**
 * Undoes the newest migration and applies it again, as its files stand now. Errors: as `rollback`.
 *
 * @example
 * const { outcome } = await redo({ connection: "postgres://localhost/shop", yes: true });
 */
export const redo = asFunction(redoCommand);
/**
 * Every migration with its state: the folder held against the history table. Writes nothing. Errors: `database-*`.
 *
 * @example
 * const { migrations } = await status({ connection: "postgres://localhost/shop" });
 */
export const status = asFunction(statusCommand);
/**
 * Runs every migration up, down and up again on an empty PostgreSQL of our own, and with a connection holds the files against
 * its history, which writes nothing. A rollback that does not undo is an outcome, not an error. Errors: `engine-*`, `database-*`.
 *
 * @example
 * const { verdict, migrations } = await verify({ migrations: "migrations", requireRollback: true });
 */
export const verify = asFunction(verifyCommand);
/**
 * Records migrations up to one as applied, without running them. Errors: `consent-needed` without `yes`,
 * `migration-history-exists`, `migration-file-unknown`, `database-*`.
 *
 * @example
 * await baseline({ connection: "postgres://localhost/shop", upTo: "20240115_add_users", yes: true });
 */
export const baseline = asFunction(baselineCommand);
/**
 * Corrects single rows of the history; without `names` it lists what could be corrected. Errors: `consent-needed` without `yes`,
 * `database-*`.
 *
 * @example
 * const { repairs } = await repair({ connection: "postgres://localhost/shop" });
 */
export const repair = asFunction(repairCommand);
/**
 * The schema of a database as SQL, by pg_dump, without rows and without the history. Errors: `schema-dump-*`, `database-*`.
 *
 * @example
 * const { sql } = await dump({ connection: "postgres://localhost/shop" });
 */
export const dump = asFunction(dumpCommand);
/**
 * The plan of a statement or of a file of them, each step with its share of the cost, and what a shadow says an index would be
 * worth. `analyze` runs them, in a transaction that is rolled back; `yes` is the consent where one of them writes.
 * Errors: `consent-needed`, `database-*`, `engine-*`.
 *
 * @example
 * const report = await explain({ connection: "postgres://localhost/shop", statement: "select * from orders where id = 5" });
 */
export const explain = asFunction(explainCommand);
/**
 * The tables of a database or of schema files, how they refer to each other, and the findings about them. Errors: as `analyze`.
 *
 * @example
 * const report = await diagram({ connection: "postgres://localhost/shop" });
 */
export const diagram = asFunction(diagramCommand);
/**
 * Indexes for a workload, each proven by the planner of a shadow that holds the statistics and no row. Writes the migration only
 * where `out` names a folder. Errors: `database-*`, `engine-*`.
 *
 * @example
 * const report = await suggestIndexes({ connection: "postgres://localhost/shop" });
 */
export const suggestIndexes = asFunction(suggestIndexesCommand);
