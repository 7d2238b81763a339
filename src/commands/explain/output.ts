import { z } from "zod";
import { suggestOutput } from "../advise/index.ts";

const node = z.object({
  depth: z.number(),
  node: z.string(),
  role: z.string().nullable(),
  relation: z.string().nullable(),
  index: z.string().nullable(),
  indexCondition: z.string().nullable(),
  filter: z.string().nullable(),
  sortKey: z.array(z.string()).readonly(),
  totalCost: z.number().describe("In the planner's units: a page read in sequence is 1"),
  ownCost: z.number().describe("Without the nodes below it"),
  costShare: z.number().describe("Of the statement's cost, 0..1"),
  estimatedRows: z.number().describe("Per loop"),
  actualRows: z.number().nullable().describe("Per loop, with --analyze"),
  loops: z.number().nullable(),
  ownMs: z.number().nullable(),
  timeShare: z.number().nullable(),
  details: z.record(z.string(), z.union([z.number(), z.string()])),
});

const remark = z.object({
  at: z.number().describe("Place of the node in the list"),
  code: z.enum([
    "reads-whole-table",
    "throws-rows-away",
    "scanned-per-row",
    "sort-on-disk",
    "sorts-all-rows",
    "hash-on-disk",
    "estimate-off",
    "visits-heap",
    "bitmap-lossy",
  ]),
  figures: z.record(z.string(), z.number()),
});

const explained = z.object({
  text: z.string(),
  cost: z.number(),
  executionMs: z.number().nullable().describe("With --analyze"),
  planningMs: z.number().nullable(),
  isGeneric: z.boolean().describe("It has parameters, so it was planned for any values"),
  nodes: z.array(node).readonly(),
  remarks: z.array(remark).readonly(),
});

export const explainOutput = z.object({
  database: z.string(),
  serverVersion: z.string(),
  wasRun: z.boolean(),
  statements: z.array(explained).readonly(),
  indexes: suggestOutput.shape.suggestions.describe("Proven by the planner of a shadow"),
  whyNot: suggestOutput.shape.whyNot,
  notes: z.array(z.string()).readonly(),
});

export type ExplainOutput = z.output<typeof explainOutput>;
