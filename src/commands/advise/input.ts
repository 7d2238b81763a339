import { z } from "zod";
import { duration } from "../../command/index.ts";

/** What `db suggest-indexes` is told. */
export const suggestInput = z.object({
  files: z
    .array(z.string())
    .default([])
    .describe(
      "Schema instead of a database: SQL files or folders of them; without statistics only foreign keys can be judged",
    )
    .meta({ position: 0, variadic: true, value: "schema.sql" }),
  connection: z
    .string()
    .optional()
    .describe("Database to suggest indexes for: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  workload: z
    .array(z.string())
    .default([])
    .describe("Files of queries instead of pg_stat_statements: SQL, or the server's log (.csv, .json, .log)")
    .meta({ value: "FILE" }),
  budget: z
    .string()
    .optional()
    .describe("Most that all new indexes may take together: 500MB, 2GB")
    .meta({ value: "SIZE" }),
  timeout: duration()
    .prefault("60s")
    .describe("How long one question to the database may take; 0 is no limit")
    .meta({ value: "TIME" }),
  verify: z
    .boolean()
    .default(false)
    .describe(
      "Build the suggested indexes in the database, measure the queries with and without them, drop them again",
    ),
  keep: z.boolean().default(false).describe("With --verify: keep the indexes that were built"),
  yes: z.boolean().default(false).describe("With --verify: build without asking"),
  showValues: z
    .boolean()
    .default(false)
    .describe("Show statements with their constants as the workload has them; they may be somebody's data"),
  out: z.string().optional().describe("Write the migration and its rollback into this folder").meta({ value: "DIR" }),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that schema files are loaded into (default: the best that runs here)"),
});

export type SuggestInput = z.output<typeof suggestInput>;
