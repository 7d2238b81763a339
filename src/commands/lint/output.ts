import { z } from "zod";

const relation = z.object({ schema: z.string(), name: z.string() });

const finding = z.object({
  code: z.string(),
  severity: z.enum(["info", "warning", "error"]),
  concern: z.string().describe("blocking, data-loss, failure, running-code, transactions, security, design or style"),
  subject: z.object({
    kind: z.string(),
    name: z.string(),
    file: z.string(),
    line: z.number(),
    column: z.number(),
  }),
  message: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  fix: z.string().nullable().describe("The safe form, as SQL"),
});

const statement = z.object({
  number: z.number().describe("1-based, in the order of the file"),
  line: z.number(),
  column: z.number(),
  sql: z.string().describe("Its beginning"),
  error: z.object({ sqlState: z.string(), message: z.string() }).nullable(),
  locks: z.array(relation.extend({ mode: z.string() })).readonly(),
  rewritten: z.array(relation).readonly(),
  scanned: z.array(relation).readonly(),
  built: z.array(relation).readonly().describe("Indexes built or rebuilt"),
  blocks: z
    .enum(["nobody", "writes", "reads and writes"])
    .describe("Whom it keeps waiting while it reads or writes rows"),
  blockingSeconds: z.number().nullable().describe("Estimated seconds of that; null where sizes are not known"),
});

export const lintOutput = z.object({
  files: z
    .array(
      z.object({
        file: z.string(),
        format: z.string().describe("backwright, sql, goose, dbmate, node-pg-migrate or atlas"),
        direction: z.enum(["up", "down"]),
        statements: z.number(),
        transaction: z.enum(["runner", "none"]).describe("Whether the tool that runs it opens one around it"),
        measured: z
          .array(statement)
          .readonly()
          .nullable()
          .describe("What each statement did on the shadow; null without one"),
      }),
    )
    .readonly(),
  findings: z.array(finding).readonly(),
  suppressed: z
    .array(z.object({ code: z.string(), file: z.string(), line: z.number(), reason: z.string() }))
    .readonly(),
  counts: z.object({ error: z.number(), warning: z.number(), info: z.number() }),
  target: z.object({
    kind: z.enum(["none", "database", "schema"]),
    name: z.string().nullable(),
    pgVersion: z.number(),
    proof: z.string().nullable().describe("The engine that the statements were run on; null where nothing was run"),
    notes: z.array(z.string()).readonly().describe("In what the shadow is not the target"),
    applied: z
      .array(z.string())
      .readonly()
      .describe("Files that the database has had already: they are not judged, their rollbacks are"),
  }),
  fixes: z
    .array(
      z.object({
        file: z.string(),
        written: z.boolean(),
        parts: z.array(z.object({ file: z.string(), text: z.string() })).readonly(),
        fixed: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  failOn: z.enum(["info", "warning", "error", "never"]),
  failed: z.boolean().describe("A finding is as grave as --fail-on says"),
});

export type LintReport = z.output<typeof lintOutput>;
