import { z } from "zod";

const step = z.object({
  depth: z.number().describe("0 is the outermost"),
  node: z.string(),
  relation: z.string().nullable(),
  index: z.string().nullable(),
  isNew: z.boolean().describe("The index is one that is suggested"),
  condition: z.string().nullable().describe("What the index is searched for; without constants unless --show-values"),
  filter: z.string().nullable(),
  sortKey: z.array(z.string()).readonly(),
  cost: z.number().describe("With everything below it, in the planner's units"),
  share: z.number().describe("Of the statement's cost, 0 to 1, without what is below it"),
  rows: z.number().describe("Expected, per loop"),
});

/** A statement with its plans without and with an index. */
export const helpedOutput = z.object({
  text: z.string().describe("Constants are $n"),
  origin: z.string().describe("pg_stat_statements, or the file"),
  calls: z.number(),
  meanMs: z.number().nullable().describe("As measured where it comes from"),
  costBefore: z.number().describe("In the planner's units: a page read in sequence is 1"),
  costAfter: z.number(),
  scansBefore: z.array(z.string()).readonly(),
  scansAfter: z.array(z.string()).readonly(),
  planBefore: z.array(step).readonly(),
  planAfter: z.array(step).readonly(),
});
