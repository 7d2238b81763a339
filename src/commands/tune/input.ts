import { z } from "zod";
import { duration } from "../../command/index.ts";
import { tableInput } from "../ledger/index.ts";
import { consentFlags } from "../load/flags/index.ts";

const api = "The API";
const load = "The load";
const change = "What is changed";

/** The words of `tune`. */
export const tuneInput = z.object({
  targets: z
    .array(z.string())
    .describe("A scenario, an OpenAPI document, or addresses and paths that are read: /products /orders?limit=20")
    .meta({ position: 0, variadic: true, value: "scenario|url" }),
  connection: z
    .string()
    .optional()
    .describe("Database of the API: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  start: z
    .string()
    .optional()
    .describe(
      "Program that starts the API; it gets DATABASE_URL, PORT and HOST, and is stopped with all that it started",
    )
    .meta({ value: "COMMAND", group: api }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe("PORT of the started API (default: one that is free)")
    .meta({ group: api }),
  startTimeout: duration()
    .prefault("30s")
    .describe("How long the API may take to its first answer")
    .meta({ value: "TIME", group: api }),
  url: z
    .string()
    .optional()
    .describe("Instead of --start: where the API runs (default: as the targets say)")
    .meta({ value: "URL", group: api }),
  listen: z
    .string()
    .or(z.number())
    .transform(String)
    .optional()
    .describe("Without --start: port of the proxy that your API is connected to; without it pg_stat_statements is read")
    .meta({ value: "PORT", group: api }),
  onCopy: z
    .boolean()
    .default(false)
    .describe("Work on a PostgreSQL of our own, filled from --schema and --seed: nothing of yours is touched"),
  schema: z
    .array(z.string())
    .default([])
    .describe("With --on-copy: a folder of migrations, or files of SQL, in their order")
    .meta({ value: "PATH" }),
  seed: z.array(z.string()).default([]).describe("With --on-copy: files of SQL with rows").meta({ value: "FILE" }),
  engine: z.enum(["embedded", "system"]).optional().describe("With --on-copy: which PostgreSQL to run"),
  users: z.int().min(1).max(64).default(4).describe("Users of the measured load").meta({ group: load }),
  duration: duration()
    .prefault("10s")
    .describe("How long each state is measured, before and after")
    .meta({ value: "TIME", group: load }),
  requests: z
    .int()
    .min(2)
    .max(1_000)
    .default(6)
    .describe("Requests of each route (of a scenario: iterations) in the profile, one at a time")
    .meta({ group: load }),
  header: z
    .array(z.string())
    .default([])
    .describe("A header for every request; repeat it for more")
    .meta({ short: "H", value: "NAME: VALUE", group: load }),
  includeWrites: z
    .boolean()
    .default(false)
    .describe("Of an OpenAPI document: requests that change data too")
    .meta({ group: load }),
  budget: z
    .string()
    .optional()
    .describe("Most that all new indexes may take together: 500MB, 2GB")
    .meta({ value: "SIZE", group: change }),
  out: z
    .string()
    .optional()
    .describe("Folder for the migration and its rollback (with --apply default: migrations)")
    .meta({ value: "DIR", group: change }),
  apply: z
    .boolean()
    .default(false)
    .describe("Apply the migration after consent, and measure again")
    .meta({ group: change }),
  yes: z.boolean().default(false).describe("With --apply: do not ask").meta({ group: change }),
  table: tableInput,
  timeout: duration()
    .prefault("60s")
    .describe("How long one question to the database may take")
    .meta({ value: "TIME" }),
  showValues: z.boolean().default(false).describe("Show some of the keys of an N+1"),
  ...consentFlags,
});

export type TuneInput = z.output<typeof tuneInput>;
