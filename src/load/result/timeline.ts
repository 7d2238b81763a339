import { z } from "zod";

const counts = (what: string) => z.array(z.number().nonnegative()).readonly().describe(what);
const quantile = (share: string) =>
  z.array(z.number().nonnegative().nullable()).readonly().describe(`${share}, in milliseconds; null where none ended`);

/** The run as columns of at most 120 points in time, one value each. */
export const timelineSchema = z
  .object({
    widthMs: z.number().positive().describe("What one point stands for"),
    duePerSecond: counts("Requests that were due, a second; all 0 in a closed workload"),
    sentPerSecond: counts("Requests sent, a second"),
    successfulPerSecond: counts("Successful requests, a second"),
    failedPerSecond: counts("Failed requests, a second"),
    inFlight: counts("Most requests in flight"),
    users: counts("Users of a closed workload, busy connections of an open one"),
    receivedBytesPerSecond: counts("Bytes received, a second"),
    noAnswerPerSecond: counts("Requests without an answer, a second"),
    status1xxPerSecond: counts("Answers 1xx, a second"),
    status2xxPerSecond: counts("Answers 2xx, a second"),
    status3xxPerSecond: counts("Answers 3xx, a second"),
    status4xxPerSecond: counts("Answers 4xx, a second"),
    status5xxPerSecond: counts("Answers 5xx, a second"),
    lagMeanMs: z
      .array(z.number().nonnegative().nullable())
      .readonly()
      .optional()
      .describe(
        "How late the generator sent what was due then, on average; null where nothing was; only of an open workload",
      ),
    lagMaxMs: counts("The latest of them").optional(),
    p50Ms: quantile("Half of the requests that ended then took no longer"),
    p90Ms: quantile("90 % took no longer"),
    p99Ms: quantile("99 % took no longer"),
    heat: z
      .object({
        fromMs: counts("Lower end of each row, in milliseconds; the last value is the upper end of the last row"),
        columns: z
          .array(z.string())
          .readonly()
          .describe("For each point in time the rows that hold requests, as row:count divided by blanks"),
        highest: z.int().nonnegative().describe("The largest count of a cell"),
      })
      .readonly()
      .describe("Requests by the time of their end and by latency"),
  })
  .readonly();

/** The latency distribution of all finished requests, for drawing. */
export const distributionSchema = z
  .object({
    quantiles: counts("Shares from 0 to below 1"),
    latencyMs: counts("What that share of the requests does not exceed"),
    lowMs: z.array(z.number().nullable()).readonly().describe("Lower end of its confidence interval"),
    highMs: z.array(z.number().nullable()).readonly().describe("Upper end of it"),
    generatorMs: z
      .array(z.number().nullable())
      .readonly()
      .describe("What that share of the generator's own delays does not exceed; null where it is not known"),
    bucketFromMs: counts("Lower ends of the histogram's buckets; the last value is the upper end of the last one"),
    bucketSuccessful: counts("Successful requests by bucket"),
    bucketFailed: counts("Failed requests by bucket"),
  })
  .readonly();

export type Timeline = z.output<typeof timelineSchema>;
export type Distribution = z.output<typeof distributionSchema>;
