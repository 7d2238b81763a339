import { z } from "zod";
import { FAILURE_KINDS } from "../../failure.ts";

const rate = (what: string) => z.number().nonnegative().describe(`${what}, in requests a second`);
const percent = (what: string) => z.number().nonnegative().describe(`${what}, in percent of the requests`);
const count = (what: string) => z.int().nonnegative().describe(what);

export const verdictSchema = z
  .enum(["passed", "failed", "unclear"])
  .describe("unclear: the interval of the share that broke the objective includes what is allowed");

/** How often one objective was broken. */
export const brokenSchema = z
  .object({
    objective: z.string().describe("As in settings.objectives"),
    brokenPercent: percent("Broke it"),
    lowPercent: percent("Lower bound, Clopper and Pearson on the effective number of requests, 95 % one-sided"),
    highPercent: percent("Upper bound"),
    effectiveRequests: z.number().nonnegative().describe("Independent requests that would have said as much"),
  })
  .readonly();

export const trialSchema = z
  .object({
    perSecond: rate("Arrivals, as planned"),
    purpose: z.enum(["exponential", "bisection", "extension", "repetition", "verification", "confirmation"]),
    durationMs: z.number().nonnegative(),
    verdict: z
      .enum(["passed", "failed", "unclear", "invalid"])
      .describe("Of all trials at this rate so far; invalid: the generator was starved, and the trial does not count"),
    isGrowing: z.boolean().describe("The backlog grew all along: the rate is above what the server can do"),
    objectives: z.array(brokenSchema).readonly(),
    requests: count("Begun"),
    failed: count("Finished without success"),
    lost: count("Due, and without an answer at the end"),
    p50Ms: z.number().nullable().describe("Of all finished requests; null when there were none"),
    p99Ms: z.number().nullable().describe("Of all finished requests"),
    errors: z
      .array(
        z
          .object({
            kind: z.enum([...FAILURE_KINDS, "http-status"]),
            status: z.int().nullable(),
            count: count("Requests that failed so"),
          })
          .readonly(),
      )
      .readonly(),
    generatorBusyPercent: z.number().nonnegative().describe("Of the time, the generator had work"),
  })
  .readonly();

export type CapacityTrial = z.output<typeof trialSchema>;
export type BrokenObjective = z.output<typeof brokenSchema>;
