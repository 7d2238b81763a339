import { z } from "zod";

const milliseconds = (what: string) => z.number().nonnegative().describe(`${what}, in milliseconds`);

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
  .describe("From sending a request until the last byte of its answer, without opening the connection");

export type Latency = z.output<typeof latencySchema>;
export type Latencies = z.output<typeof latenciesSchema>;
