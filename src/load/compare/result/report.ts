import { z } from "zod";
import { findingSchema } from "../../result/index.ts";
import { sideSchema } from "./side.ts";
import { gateSchema, measureSchema, verdictSchema } from "./verdict.ts";

const changeSchema = z.object({ what: z.string(), before: z.string(), now: z.string() }).readonly();

const series = (what: string) => z.array(z.number().nullable()).readonly().describe(what);

const blocksSchema = z
  .object({
    lengthMs: z.number().positive().describe("How long one endpoint alone was loaded at a time"),
    pairs: z.int().nonnegative().describe("Blocks of both endpoints, in an order that was drawn for each pair"),
    atMs: series("When each pair began"),
    firstP50Ms: series("The first endpoint's median in each pair; null without an answer"),
    secondP50Ms: series("The second endpoint's"),
    firstPerSecond: series("The first endpoint's successful requests a second in each pair"),
    secondPerSecond: series("The second endpoint's"),
  })
  .readonly();

/** The output of `load compare`, a public format. What changes incompatibly gets a new value of `schema`. */
export const compareReportSchema = z
  .object({
    schema: z.literal("backwright.load-compare/1").describe("Name and version of this format"),
    mode: z
      .enum(["interleaved", "unpaired"])
      .describe("interleaved: both at the same time, block by block; unpaired: two runs at different times, less sure"),
    verdict: verdictSchema,
    gate: gateSchema.nullable().describe("Null when no tolerance was asked for"),
    measures: z.array(measureSchema).readonly(),
    first: sideSchema.describe("The first endpoint, or the earlier run"),
    second: sideSchema.describe("The second endpoint, or the later run: changes are its changes"),
    levelPercent: z.number().describe("Probability of any false claim, by design"),
    tolerancePercent: z.number().describe("A difference below it does not matter"),
    negligiblePercent: z
      .number()
      .nullable()
      .describe("No smaller difference is claimed: two copies of one server differ by as much; null for unpaired runs"),
    elapsedMs: z.number().nonnegative(),
    interrupted: z.boolean(),
    looks: z
      .array(z.number())
      .readonly()
      .describe("Shares of the planned time at which was looked whether that is enough; the last one is the end"),
    blocks: blocksSchema.nullable().describe("Null for runs that were not interleaved"),
    environment: z.array(changeSchema).readonly().describe("What of the machines differs between the runs"),
    settings: z.array(changeSchema).readonly().describe("What of the load differs between the runs"),
    findings: z.array(findingSchema).readonly(),
  })
  .readonly();

export type CompareReport = z.output<typeof compareReportSchema>;
