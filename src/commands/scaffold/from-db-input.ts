import { z } from "zod";

/** The options of `--from-db`, beside those that every scaffold has. */
export const fromDbInput = {
  fromDb: z
    .string()
    .optional()
    .describe("Scaffold from a PostgreSQL database, or from a schema: an SQL file or a folder of migrations")
    .meta({ value: "URL" }),
  tenantColumn: z
    .string()
    .optional()
    .describe("With --from-db: column that says whose tenant a row is; enforced in every statement")
    .meta({ value: "NAME" }),
  ownerColumn: z
    .string()
    .optional()
    .describe("With --from-db: column that says which user owns a row; enforced in every statement")
    .meta({ value: "NAME" }),
  naming: z
    .enum(["keep", "camelCase"])
    .default("keep")
    .describe("With --from-db: properties are called as their columns, or in camelCase"),
  bigints: z
    .enum(["string", "number"])
    .default("string")
    .describe("With --from-db: bigint columns as exact strings, or as numbers that are rounded beyond 2^53"),
  secret: z
    .array(z.string())
    .default([])
    .describe(
      "With --from-db: column that is never answered, as users.pin or pin; password, token and the like never are",
    )
    .meta({ value: "COLUMN" }),
  open: z
    .array(z.string())
    .default([])
    .describe("With --from-db: column that is answered although its name looks secret")
    .meta({ value: "COLUMN" }),
} as const;
