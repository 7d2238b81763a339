import { z } from "zod";
import { environmentSchema, findingSchema } from "../../result/index.ts";
import { curveSchema } from "./curve.ts";
import { brokenSchema, trialSchema, verdictSchema } from "./trial.ts";

const rate = (what: string) => z.number().nonnegative().describe(`${what}, in requests a second`);

const settingsSchema = z
  .object({
    objectives: z
      .array(
        z
          .object({
            objective: z.string().describe("p99 < 200ms"),
            allowedPercent: z.number().describe("Share of the requests that may break it"),
            limitMs: z.number().nullable().describe("Null for an objective about errors"),
          })
          .readonly(),
      )
      .readonly(),
    arrivals: z.enum(["constant", "poisson"]).describe("How arrivals are spaced"),
    connections: z.int().positive().describe("Connections at most"),
    tolerancePercent: z.number().describe("The search ends when failed and passed rates are this near"),
    trialMs: z.number().describe("The shortest trial"),
    confirmationMs: z.number(),
    budgetMs: z.number().describe("For everything together"),
    targetPerSecond: z.number().nullable().describe("The rate that is to be carried; null when none was given"),
    unit: z.enum(["request", "iteration"]).describe("What every rate counts: requests, or a scenario's iterations"),
    request: z.string().describe("What is sent: GET /users, or a scenario's name"),
  })
  .readonly();

const capacitySchema = z
  .object({
    kind: z
      .enum(["knee", "at-least", "none", "unknown"])
      .describe(
        "knee: found between rates that pass and rates that fail; at-least: nothing failed within reach; none: nothing passed; " +
          "unknown: too little was measured",
      ),
    perSecond: rate("The rate at which the objectives begin to be broken, or the highest that passed").nullable(),
    lowPerSecond: rate("Lower end of its interval").nullable(),
    highPerSecond: rate("Upper end of its interval; null when nothing failed").nullable(),
    limitedBy: z
      .enum(["generator", "highest-rate", "time", "interruption", "server-gone"])
      .nullable()
      .describe("Why no more is known; null when the search came to its end"),
  })
  .readonly();

const confirmationSchema = z
  .object({
    perSecond: rate("What was held"),
    durationMs: z.number(),
    verdict: verdictSchema,
    objectives: z.array(brokenSchema).readonly(),
  })
  .readonly();

const headroomSchema = z
  .object({
    targetPerSecond: rate("Asked for"),
    ratio: z.number().nonnegative().describe("Capacity over target"),
    lowRatio: z.number().nonnegative().describe("The same with the lower end of the interval"),
    verdict: z
      .enum(["carried", "not-carried", "unclear"])
      .describe("carried: the whole interval is above the target; not-carried: below it"),
  })
  .readonly();

/** The output of `load capacity`, a public format. What changes incompatibly gets a new value of `schema`. */
export const capacityReportSchema = z
  .object({
    schema: z.literal("backwright.load-capacity/1").describe("Name and version of this format"),
    target: z
      .object({
        url: z.string().describe("As given, without secrets"),
        address: z.string().describe("Where it connected to"),
        transport: z.string(),
      })
      .readonly(),
    command: z.string().nullable().describe("The exact command line, without secrets; null when a program called"),
    environment: environmentSchema.nullable(),
    startedAt: z.iso.datetime().describe("UTC"),
    elapsedMs: z.number().nonnegative(),
    interrupted: z.boolean().describe("True when Ctrl-C ended the search early"),
    settings: settingsSchema,
    capacity: capacitySchema,
    confirmation: confirmationSchema
      .nullable()
      .describe("The long trial just below the knee; null when there was none"),
    headroom: headroomSchema.nullable().describe("Null without a target rate or a capacity"),
    trials: z.array(trialSchema).readonly().describe("In the order in which they were made"),
    curve: curveSchema.nullable().describe("Null when it was not measured"),
    findings: z
      .array(findingSchema)
      .readonly()
      .describe(
        "What follows; the first is the answer, those that begin with capacity-bottleneck say where it comes from",
      ),
  })
  .readonly();

export type CapacityReport = z.output<typeof capacityReportSchema>;
