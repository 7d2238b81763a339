import { z } from "zod";
import { findingOutput } from "../ledger/index.ts";

const hazardOutput = z.object({
  code: z.string().describe("lock, rewrite, scan, data-loss, breaks-code, data-dependent or irreversible"),
  severity: z.enum(["info", "warning", "error"]),
  what: z.string(),
  relation: z.string().nullable().describe("The table that it is about: public.users; null where it is about none"),
  lockMode: z.string().nullable().describe("Of a lock: access-exclusive, share-row-exclusive, …; else null"),
});

const changeOutput = z.object({
  verb: z.enum(["create", "drop", "alter", "recreate", "rename"]),
  kind: z.string(),
  name: z.string(),
  parts: z.array(z.string()).readonly().describe("What of it alone changes: comment, privileges, default"),
  hazards: z.array(hazardOutput).readonly(),
});

const fileOutput = z.object({
  file: z.string().describe("Name without folder"),
  rollbackFile: z.string(),
  transactional: z.boolean().describe("False: its statements run one by one"),
  sql: z.string(),
  rollbackSql: z.string(),
  statements: z
    .array(
      z.object({
        sql: z.string(),
        hazards: z.array(hazardOutput).readonly().describe("As declared, and as measured on the shadow"),
        unmeasured: z.string().nullable().describe("What could not be measured of it; null: everything was"),
      }),
    )
    .readonly(),
  isWritten: z.boolean(),
});

const finding = findingOutput.extend({ message: z.string() });

export const diffOutput = z.object({
  current: z.string().describe("The schema that is"),
  desired: z.string().describe("The schema that shall be"),
  pgVersion: z.number().describe("The major that the statements are written for"),
  isSame: z.boolean(),
  changes: z.array(changeOutput).readonly(),
  unmodelled: z
    .array(z.object({ description: z.string(), side: z.enum(["current", "desired", "both"]) }))
    .readonly()
    .describe(
      "What was not compared, because Backwright cannot read it; of one side alone it is a difference without a plan",
    ),
  findings: z.array(finding).readonly().describe("Hazards, and what was not compared, not proven or not seen, by code"),
  files: z.array(fileOutput).readonly(),
  folder: z.string().nullable().describe("Null: nothing was written"),
  proof: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("proven"),
      statements: z.number(),
      observer: z
        .discriminatedUnion("kind", [
          z.object({ kind: z.literal("pg_dump"), version: z.string() }),
          z.object({ kind: z.literal("catalogue"), reason: z.string().describe("Why pg_dump has not looked") }),
        ])
        .describe(
          "Who looked at the shadow beside our own reader; pg_dump compares neither owners and privileges nor the order of columns",
        ),
      rows: z.object({
        tables: z
          .number()
          .describe("Tables that had rows of ours when the plan and its rollback were run: none were lost unsaid"),
        empty: z
          .array(z.object({ table: z.string(), reason: z.string() }))
          .readonly()
          .describe("Tables where no row could be made: what happens to rows there was not seen"),
        unmeasured: z.string().nullable().describe("Why locks and rows were not measured to the end; null: they were"),
      }),
    }),
    z.object({ state: z.literal("failed"), stage: z.string(), detail: z.string() }),
    z.object({ state: z.literal("skipped") }),
  ]),
});

export type DiffOutput = z.output<typeof diffOutput>;
