import { z } from "zod";
import { analysisOutput } from "../analyze/index.ts";

const milliseconds = z.number().describe("Milliseconds");

/** What `backwright demo --json` prints. */
export const tourOutput = z.object({
  specification: z.string(),
  title: z.string(),
  scaffold: z.object({ operations: z.number(), files: z.number(), durationMs: milliseconds }),
  types: z.object({ strict: z.boolean(), durationMs: milliseconds }),
  database: z
    .object({ engine: z.string(), migrations: z.array(z.string()).readonly(), durationMs: milliseconds })
    .nullable()
    .describe("Null when the document brings no schema"),
  requests: z
    .array(
      z.object({
        operation: z.string(),
        sent: z.string().describe("`valid`, or what was broken on purpose"),
        method: z.string(),
        path: z.string(),
        status: z.number(),
        answer: z.string().describe("The start of the body"),
        asExpected: z.boolean(),
      }),
    )
    .readonly(),
  decision: z.object({
    profile: z.string(),
    targets: z.object({ p50Ms: z.number(), p95Ms: z.number(), p99Ms: z.number() }),
  }),
  load: z.object({
    requests: z.number(),
    successful: z.number(),
    requestsPerSecond: z.number(),
    routes: z.array(z.object({ name: z.string(), requests: z.number(), p95Ms: milliseconds })).readonly(),
    verdicts: z
      .array(
        z.object({
          quantile: z.enum(["p50", "p95", "p99"]),
          targetMs: milliseconds,
          measuredMs: milliseconds,
          met: z.boolean(),
        }),
      )
      .readonly(),
  }),
  analysis: analysisOutput.nullable().describe("Null when there is no database"),
  folder: z.string().nullable().describe("Where the output was kept"),
  next: z.array(z.string()).readonly().describe("Commands to try"),
  durationMs: milliseconds,
});

export type TourOutput = z.output<typeof tourOutput>;
