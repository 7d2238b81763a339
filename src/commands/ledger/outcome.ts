import { z } from "zod";
import { isUnsafe, type MigrateOutcome } from "../../ledger/index.ts";
import { findingOutput } from "./finding.ts";
import { rehearsalOutput, type Rehearsal } from "./rehearsal.ts";

export const pendingOutput = z.object({
  migration: z.string(),
  file: z.string(),
  statements: z.number(),
  transaction: z.boolean().describe("False: statement by statement, since the server refuses one of them inside"),
});

const applied = pendingOutput.extend({ durationMs: z.number(), note: z.string().nullable() });

const appliedOutput = z.array(applied).readonly();

/** What a run came to. */
export const outcomeOutput = z.object({
  outcome: z.enum(["applied", "nothing-to-do", "refused", "failed", "planned"]),
  database: z.string(),
  host: z.string(),
  user: z.string(),
  table: z.string(),
  applied: appliedOutput,
  pending: z.array(pendingOutput).readonly(),
  refusals: z.array(findingOutput).readonly(),
  failure: z
    .object({
      migration: z.string(),
      file: z.string(),
      at: z
        .enum(["statement", "history", "commit"])
        .describe("What failed; history: the statements were through, and their record could not be written"),
      statement: z.number().nullable(),
      statements: z.number(),
      line: z.number().nullable(),
      column: z.number().nullable(),
      sql: z.string().nullable(),
      sqlState: z.string().nullable(),
      message: z.string(),
      detail: z.string().nullable(),
      hint: z.string().nullable(),
      rolledBack: z.boolean(),
    })
    .nullable(),
});

/** What the commands that run add to it. */
export const runOutput = outcomeOutput.extend({
  sql: z.string().nullable().describe("With --sql: the script"),
  notPrinted: z
    .array(z.object({ migration: z.string(), file: z.string(), reason: z.enum(["code", "unfinished", "after"]) }))
    .readonly()
    .describe("With --sql: what the script does not hold, since it is code, or half done, or comes after one of these"),
  rehearsal: rehearsalOutput.nullable().describe("With --dry-run: what was seen on a shadow"),
  dump: z.string().nullable().describe("File that the schema was written into"),
});

export const reversedOutput = runOutput.extend({ reapplied: appliedOutput });

/** A lock that did not come in time is the environment's doing; a refused statement is the answer no. */
export function runExitCode({
  outcome,
  refusals,
  failure,
  rehearsal,
}: MigrateOutcome & { readonly rehearsal: Rehearsal | null }): 0 | 1 | 2 | 3 | 4 {
  if (rehearsal?.scripts.some(({ error }) => error !== null) === true) return 1;
  if (outcome === "failed") return failure?.sqlState === "55P03" ? 3 : 1;
  if (outcome !== "refused") return 0;
  return refusals.some(isUnsafe) ? 4 : 2;
}
