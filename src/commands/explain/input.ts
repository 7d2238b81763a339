import { z } from "zod";
import { duration } from "../../command/index.ts";

export const explainInput = z.object({
  statement: z
    .string()
    .describe("A statement, a file of statements, or - for standard input")
    .meta({ position: 0, value: "sql" }),
  connection: z
    .string()
    .optional()
    .describe("Database to ask: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  analyze: z
    .boolean()
    .default(false)
    .describe("Run the statements and measure them, in a transaction that is rolled back; what writes needs --yes"),
  yes: z.boolean().default(false).describe("With --analyze: run statements that write, too, and roll them back"),
  indexes: z
    .boolean()
    .default(true)
    .describe("Ask the planner of a shadow, which has the statistics and no row, which index would help"),
  timeout: duration()
    .prefault("60s")
    .describe("How long one statement may take; 0 is no limit")
    .meta({ value: "TIME" }),
});

export type ExplainInput = z.output<typeof explainInput>;
