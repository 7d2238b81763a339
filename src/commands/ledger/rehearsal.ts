import { z } from "zod";

const statement = z.object({
  statement: z.number(),
  sql: z.string().describe("Its first line"),
  locks: z.array(z.object({ relation: z.string(), mode: z.string() })).readonly(),
  rewritten: z.array(z.string()).readonly(),
  scanned: z.array(z.string()).readonly(),
  estimatedSeconds: z.number().nullable().describe("On the target, from its sizes; null where nothing is read"),
  durationMs: z.number().describe("On the shadow"),
  measured: z.boolean().describe("False for rows of COPY and for code: they were run, and not watched"),
});

const script = z.object({
  migration: z.string(),
  file: z.string(),
  direction: z.enum(["up", "down"]),
  statements: z.array(statement).readonly(),
  error: z.object({ statement: z.number(), sqlState: z.string().nullable(), message: z.string() }).nullable(),
});

/** What a dry run saw on a shadow. */
export const rehearsalOutput = z.object({
  engine: z.string(),
  scripts: z.array(script).readonly(),
  undone: z
    .enum(["identity", "differs", "failed", "not-run"])
    .describe("What came of taking it back: identity is the schema as it was; not-run where something has no way back"),
  differences: z.array(z.object({ object: z.string(), kind: z.enum(["gone", "new", "changed"]) })).readonly(),
  notes: z.array(z.string()).readonly().describe("In what the shadow is not the target"),
});

export type Rehearsal = z.output<typeof rehearsalOutput>;
export type RehearsedScript = z.output<typeof script>;
export type RehearsedStatement = z.output<typeof statement>;
