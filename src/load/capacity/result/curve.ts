import { z } from "zod";

const interval = z.object({ low: z.number(), high: z.number() }).readonly();

const curvePointSchema = z
  .object({
    users: z.int().positive().describe("Users of a closed load, each with one request at a time"),
    perSecond: z.number().nonnegative().describe("Successful answers a second"),
    meanMs: z.number().nonnegative().describe("Mean response time of all finished requests"),
    p99Ms: z.number().nonnegative(),
    failed: z.int().nonnegative(),
    littleUsers: z
      .number()
      .nonnegative()
      .describe("Throughput times response time (Little's law): should be the users"),
    littleHolds: z.boolean().describe("They agree within 5 %"),
  })
  .readonly();

/** The Universal Scalability Law X(N) = g·N / (1 + a(N−1) + b·N(N−1)). */
const scalabilitySchema = z.discriminatedUnion("kind", [
  z
    .object({
      kind: z.enum(["coherency", "contention", "linear"]).describe("The terms of the law that are surely above 0"),
      perUser: z.number().describe("g: requests a second of one user"),
      contention: z.number().describe("a: share of the work that is done one at a time"),
      contentionInterval: interval.describe("95 %, residual bootstrap"),
      coherency: z.number().describe("b: cost of every pair of users that have to agree; 0 where it was refused"),
      coherencyInterval: interval.nullable().describe("Null where b was refused, because its interval includes 0"),
      peak: z
        .object({ users: z.number(), perSecond: z.number() })
        .readonly()
        .nullable()
        .describe("The number of users with the highest throughput; null without coherency"),
      ceilingPerSecond: z.number().nullable().describe("What no number of users exceeds; null where nothing is shared"),
    })
    .readonly(),
  z
    .object({
      kind: z.literal("refused"),
      reason: z.enum(["few-points", "no-fit"]).describe("Fewer than five numbers of users, or no law of this form"),
    })
    .readonly(),
]);

export const curveSchema = z
  .object({ points: z.array(curvePointSchema).readonly(), law: scalabilitySchema })
  .readonly()
  .describe("Throughput against users");

export type CurvePoint = z.output<typeof curvePointSchema>;
export type CapacityCurve = z.output<typeof curveSchema>;
