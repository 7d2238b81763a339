import { z } from "zod";
import { helpedOutput } from "../analyze/index.ts";
import { verifiedOutput } from "./verify/index.ts";

const suggestion = z.object({
  schema: z.string(),
  table: z.string(),
  name: z.string(),
  kind: z.enum(["single", "composite", "covering", "partial", "expression", "hash", "gin", "gist", "spgist", "brin"]),
  up: z.array(z.string()).readonly(),
  down: z.array(z.string()).readonly(),
  sizeBytes: z.number().describe("Estimated"),
  writeEntries: z.number().describe("Entries that the workload's writes make in it"),
  writeCost: z.number().describe("In the planner's units"),
  saving: z.number().describe("Of the whole workload, in the planner's units"),
  queries: z.array(helpedOutput).readonly(),
  replaces: z
    .array(z.object({ index: z.string(), sizeBytes: z.number(), drop: z.string() }))
    .readonly()
    .describe("Indexes that it makes unnecessary; the migration does not drop them"),
});

const foreignKey = z.object({
  subject: z.string(),
  up: z.array(z.string()).readonly(),
  down: z.array(z.string()).readonly(),
});

export const suggestOutput = z.object({
  source: z.object({
    kind: z.enum(["database", "files"]),
    name: z.string(),
    serverVersion: z.string(),
    files: z.array(z.string()).readonly(),
  }),
  shadow: z
    .object({
      engine: z.string(),
      sizes: z.boolean().describe("False: files could not be grown, so costs are of empty tables"),
    })
    .nullable()
    .describe("Null where nothing was planned"),
  workload: z.object({
    origins: z.array(z.string()).readonly(),
    state: z
      .enum(["read", "not-installed", "not-loaded", "not-readable", "no-server"])
      .describe("Of pg_stat_statements"),
    since: z.string().nullable(),
    hidden: z.number().describe("Statements of other roles, whose text may not be read"),
    statements: z.number(),
    planned: z.number(),
    assumedRanges: z.number().describe("Statements whose range of parameters was set to leave the rows they gave"),
    assumedLimits: z.number().describe("Statements whose LIMIT is a parameter and was set to the rows they gave"),
    candidates: z.number(),
    plannerCalls: z.number(),
  }),
  suggestions: z.array(suggestion).readonly(),
  foreignKeys: z.array(foreignKey).readonly().describe("Foreign keys without an index that no query proves"),
  whyNot: z
    .array(
      z.object({
        code: z.enum([
          "cheap-already",
          "no-index-helps",
          "served-by-others",
          "writes-outweigh",
          "over-budget",
          "refused",
        ]),
        what: z.string(),
        figures: z.record(z.string(), z.number()),
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
  unplanned: z.array(z.object({ text: z.string(), origin: z.string(), reason: z.string() })).readonly(),
  notes: z.array(z.string()).readonly().describe("In what the shadow is not the database"),
  verified: verifiedOutput.nullable().describe("What --verify has measured"),
  written: z.array(z.string()).readonly(),
});

export type SuggestOutput = z.output<typeof suggestOutput>;
