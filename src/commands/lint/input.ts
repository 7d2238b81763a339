import { z } from "zod";
import { duration } from "../../command/index.ts";
import { tableInput } from "../ledger/index.ts";

const severity = z.enum(["off", "info", "warning", "error"]);

export const lintInput = z.object({
  files: z
    .array(z.string())
    .default([])
    .describe("Files of SQL, folders of them, or - for standard input (default: migrations)")
    .meta({ position: 0, variadic: true, value: "file" }),
  connection: z
    .string()
    .optional()
    .describe(
      "Database that the files are for: its catalogue is read, and the files are proved on a shadow of it; nothing is run there",
    )
    .meta({ value: "URL" }),
  table: tableInput,
  schema: z
    .string()
    .optional()
    .describe("Schema that the files are for, where no database is at hand: a file of SQL or a folder of them")
    .meta({ value: "PATH" }),
  proof: z
    .boolean()
    .default(true)
    .describe("Run the statements on a shadow, where --connection or --schema says of what"),
  pgVersion: z.coerce
    .number()
    .int()
    .min(9)
    .max(30)
    .optional()
    .describe("Major version that the files are for (default: the connection's, else the oldest supported)")
    .meta({ value: "MAJOR" }),
  assumeInTransaction: z
    .boolean()
    .optional()
    .describe("The tool that runs the files opens a transaction around each (default: as the format of the file says)"),
  failOn: z
    .enum(["info", "warning", "error", "never"])
    .default("error")
    .describe("Exit code 1 from this severity on: info, warning, error or never")
    .meta({ value: "SEVERITY" }),
  enable: z.array(z.string()).default([]).describe("Rules to switch on, by code, or all").meta({ value: "RULE" }),
  disable: z.array(z.string()).default([]).describe("Rules to switch off, by code").meta({ value: "RULE" }),
  severity: z
    .array(z.string())
    .default([])
    .describe("Another severity for a rule: drop-column=warning")
    .meta({ value: "RULE=SEVERITY" }),
  rules: z
    .record(z.string(), severity)
    .default({})
    .describe("Severities by rule, as the configuration file has them")
    .meta({ hidden: true }),
  fix: z
    .boolean()
    .default(false)
    .describe("Write the safe forms: into the file, or into several where one transaction would hold a lock"),
  dryRun: z.boolean().default(false).describe("With --fix: show what would be written, and write nothing"),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL for the shadow (default: the best that runs here)"),
  timeout: duration().prefault("60s").describe("How long one statement may take on the shadow").meta({ value: "TIME" }),
});

export type LintInput = z.output<typeof lintInput>;
