import { z } from "zod";
import { findingSchema, thresholdSchema } from "../../result/index.ts";

const milliseconds = (what: string) => z.number().nonnegative().nullable().describe(`${what}; null: not known`);
const count = (what: string) => z.int().nonnegative().nullable().describe(`${what}; null: not known`);

const quantileSchema = z
  .object({
    percent: z.number().describe("Of the values that do not exceed it"),
    valueMs: milliseconds("From the percentiles of all parts, added up by count"),
    lowMs: milliseconds("It cannot be less"),
    highMs: milliseconds("It cannot be more"),
  })
  .readonly();

const figures = {
  requests: count("Requests of all parts"),
  failed: count("Of them, without success"),
  failedPercent: z.number().nonnegative().nullable(),
  perSecond: z.number().nonnegative().nullable().describe("The rates of the parts together"),
  latency: z
    .object({
      count: z.int().nonnegative(),
      minMs: milliseconds("The smallest"),
      meanMs: milliseconds("The mean, weighted by count"),
      maxMs: milliseconds("The largest"),
      quantiles: z.array(quantileSchema).readonly(),
    })
    .readonly()
    .nullable()
    .describe("Of all requests, failed ones too; null where no part has a distribution"),
};

const figuresSchema = z.object(figures).readonly();

/** The output of `load import`, a public format. */
export const mergedSchema = z
  .object({
    schema: z.literal("backwright.load-merged/1").describe("Name and version of this format"),
    script: z.string().nullable().describe("What the parts played; null: not known"),
    parts: z
      .array(
        z
          .object({
            name: z.string().describe("The pod, or the file and its line"),
            form: z.enum(["script", "k6-summary", "k6-machine-readable", "backwright.load"]),
            requests: count("Its requests"),
            durationMs: milliseconds("How long it ran"),
            p99Ms: milliseconds("Its own p99: parts that differ much did not measure the same"),
          })
          .readonly(),
      )
      .readonly(),
    expected: z.int().positive().nullable().describe("How many parts there should be; null: nobody said"),
    missing: z.int().nonnegative().describe("Of them, those without a summary"),
    elapsedMs: milliseconds("The longest part"),
    ...figures,
    classes: z
      .array(z.object({ class: z.string(), count: z.int().nonnegative() }).readonly())
      .readonly()
      .nullable()
      .describe("Answers by class of status, none for no answer; null: not known"),
    routes: z.array(z.object({ name: z.string(), ...figures }).readonly()).readonly(),
    checks: z
      .array(z.object({ name: z.string(), passed: z.int().nonnegative(), failed: z.int().nonnegative() }).readonly())
      .readonly(),
    thresholds: z.array(thresholdSchema).readonly(),
    findings: z.array(findingSchema).readonly(),
  })
  .readonly();

export type Merged = z.output<typeof mergedSchema>;
export type MergedFigures = z.output<typeof figuresSchema>;
