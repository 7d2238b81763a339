import { z } from "zod";
import { errorSchema, requestCountsSchema, statusSchema } from "./counts.ts";
import { intervalsSchema, latenciesSchema } from "./latency.ts";
import {
  checkSchema,
  connectionsSchema,
  generatorSchema,
  phasesSchema,
  rateLimitSchema,
  scheduleSchema,
  transferSchema,
} from "./parts.ts";
import { rawSchema } from "./raw.ts";
import { settingsSchema, targetSchema } from "./settings.ts";
import { steadyStateSchema } from "./steady.ts";
import { distributionSchema, timelineSchema } from "./timeline.ts";
import { writtenSchema } from "./written.ts";
import { environmentSchema, findingSchema, thresholdSchema, validitySchema } from "./verdict.ts";

const outcome = {
  requests: requestCountsSchema,
  latency: latenciesSchema,
  errors: z.array(errorSchema).readonly().describe("Every failed request once, most frequent first"),
  statuses: z.array(statusSchema).readonly().describe("Whole answers by status"),
};

export const routeSchema = z
  .object({ name: z.string().describe("The name that its requests share"), ...outcome })
  .readonly();

/** The output of `load`, a public format. What changes incompatibly gets a new value of `schema`. */
export const loadReportSchema = z
  .object({
    schema: z.literal("backwright.load/1").describe("Name and version of this format"),
    target: targetSchema,
    command: z.string().nullable().describe("The exact command line, without secrets; null when a program called"),
    settings: settingsSchema,
    environment: environmentSchema.nullable(),
    startedAt: z.iso.datetime().describe("UTC"),
    elapsedMs: z.number().nonnegative().describe("First send to planned end or last answer, whichever was later"),
    interrupted: z.boolean().describe("True when Ctrl-C ended the run early"),
    aborted: z.boolean().describe("True when too many errors ended the run early"),
    validity: validitySchema.nullable().describe("Null when it was not judged"),
    ...outcome,
    intervals: intervalsSchema.nullable().describe("Of all finished requests; null when the run is too short for any"),
    steadyState: steadyStateSchema.nullable().describe("Null when the run is too short to tell"),
    phases: phasesSchema,
    transfer: transferSchema,
    connections: connectionsSchema,
    generator: generatorSchema,
    schedule: scheduleSchema.nullable().describe("Of an open workload; null for a closed one"),
    routes: z.array(routeSchema).readonly().describe("The same figures for each name in the mix"),
    checks: z.array(checkSchema).readonly().describe("Checks of a scenario"),
    rateLimit: rateLimitSchema.nullable().describe("Answers 429; null when they were not looked for"),
    thresholds: z.array(thresholdSchema).readonly(),
    findings: z
      .array(findingSchema)
      .readonly()
      .describe("What follows from the figures; the first is the recommendation"),
    timeline: timelineSchema.nullable().describe("The run over time; null when it was not recorded"),
    written: z
      .array(writtenSchema)
      .readonly()
      .optional()
      .describe("What was written beside this report; missing when nothing was asked for"),
    distribution: distributionSchema.nullable().describe("For drawing; null when nothing finished"),
    raw: rawSchema
      .optional()
      .describe("What load compare needs of this run; missing when it was not recorded over time"),
  })
  .readonly();

export type LoadReport = z.output<typeof loadReportSchema>;
export type RouteReport = z.output<typeof routeSchema>;
