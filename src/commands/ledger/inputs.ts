import { z } from "zod";
import { duration } from "../../command/index.ts";

/** The database; `.env` and the environment stand in. */
export const connectionInput = z
  .string()
  .optional()
  .describe("Database to work on: postgres://user@host:5432/database")
  .meta({ value: "URL", env: "DATABASE_URL" });

export const migrationsInput = z
  .string()
  .default("migrations")
  .describe("Folder of the migration files")
  .meta({ value: "DIR" });

export const tableInput = z
  .string()
  .default("backwright_migrations")
  .describe("Table that keeps the history: name or schema.name")
  .meta({ value: "NAME" });

export const yesInput = z.boolean().default(false).describe("Do not ask");

/** Where a folder and its history are. */
export const ledgerInputs = {
  connection: connectionInput,
  migrations: migrationsInput,
  table: tableInput,
  set: z
    .array(z.string())
    .default([])
    .describe("Value of :name, :'name' or :\"name\" in the files")
    .meta({ value: "NAME=VALUE" }),
} as const;

/** How a run behaves towards others. */
export const runInputs = {
  yes: yesInput,
  allow: z
    .array(z.enum(["edited", "missing", "out-of-order"]))
    .default([])
    .describe("Go on although an applied file was edited or is missing, or a pending one is older than the newest")
    .meta({ value: "WHAT" }),
  wait: duration().prefault("10s").describe("How long to wait for another run to end").meta({ value: "TIME" }),
  lockTimeout: duration()
    .prefault("5s")
    .describe("How long a statement may wait for a table's lock; 0 waits for ever")
    .meta({ value: "TIME" }),
  lockTries: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe("How often a transaction that gave up waiting is tried, with growing pauses between")
    .meta({ value: "N" }),
  waitReplicas: duration()
    .optional()
    .describe("After each step wait so long for all replicas to follow, and stop when they do not")
    .meta({ value: "TIME" }),
  shadow: z
    .boolean()
    .default(true)
    .describe("With --dry-run: run it on a server of our own with the database's schema and sizes"),
  sql: z.boolean().default(false).describe("Print what would be run as a script for psql, and change nothing"),
  dump: z.string().optional().describe("Write the schema as SQL into this file afterwards").meta({ value: "FILE" }),
  log: z.string().optional().describe("Write what happens, as JSON lines, into a file").meta({ value: "FILE" }),
} as const;
