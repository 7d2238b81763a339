import { z } from "zod";

const milliseconds = (what: string) => z.number().nonnegative().describe(`${what}, in milliseconds`);

const bound = (what: string) => z.number().nonnegative().nullable().describe(`${what}, in milliseconds; null: unknown`);

/** Where a percentile truly lies, with a given confidence. */
export const intervalSchema = z
  .object({
    lowMs: bound("Its lower end"),
    highMs: bound("Its upper end"),
    effectiveCount: z.number().nonnegative().describe("Independent requests that would have said as much"),
  })
  .readonly();

/** From batch means: requests next to each other are alike, so their raw number says too much. */
export const intervalsSchema = z
  .object({
    confidencePercent: z.number().describe("How often such an interval covers the truth"),
    p50: intervalSchema,
    p75: intervalSchema,
    p90: intervalSchema,
    p95: intervalSchema,
    p99: intervalSchema,
    p999: intervalSchema,
  })
  .readonly();

/** A distribution of durations. */
export const latencySchema = z
  .object({
    count: z.int().nonnegative().describe("How many durations this describes"),
    minMs: milliseconds("The smallest, exact"),
    meanMs: milliseconds("The mean, exact"),
    p50Ms: milliseconds("Half are not above it; quantiles are within 0.05 %"),
    p75Ms: milliseconds("75 % are not above it"),
    p90Ms: milliseconds("90 % are not above it"),
    p95Ms: milliseconds("95 % are not above it"),
    p99Ms: milliseconds("99 % are not above it"),
    p999Ms: milliseconds("99.9 % are not above it"),
    maxMs: milliseconds("The largest, exact"),
    deviationMs: milliseconds("Standard deviation"),
  })
  .readonly();

export const latenciesSchema = z
  .object({
    successful: latencySchema.nullable().describe("Of successful requests; null when there were none"),
    failed: latencySchema.nullable().describe("Of failed requests, until the failure was known"),
    all: latencySchema.nullable().describe("Of both: no failure is left out"),
  })
  .readonly()
  .describe(
    "Until the last byte of the answer; from the send, or with a rate from when the request was due where the server made it wait",
  );

export type Interval = z.output<typeof intervalSchema>;
export type Intervals = z.output<typeof intervalsSchema>;
export type Latency = z.output<typeof latencySchema>;
export type Latencies = z.output<typeof latenciesSchema>;
