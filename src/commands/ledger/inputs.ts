import { z } from "zod";

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
