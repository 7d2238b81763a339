import { z } from "zod";
import { errorSchema, requestCountsSchema, statusSchema } from "./counts.ts";
import { latenciesSchema, latencySchema } from "./latency.ts";
import { settingsSchema, targetSchema } from "./settings.ts";
import { findingSchema, thresholdSchema } from "./verdict.ts";

const bytes = (what: string) => z.number().nonnegative().describe(`${what}, in bytes of HTTP without TLS framing`);
const count = (what: string) => z.int().nonnegative().describe(what);

const outcome = {
  requests: requestCountsSchema,
  latency: latenciesSchema,
  errors: z.array(errorSchema).readonly().describe("Every failed request once, most frequent first"),
  statuses: z.array(statusSchema).readonly().describe("Whole answers by status"),
};

export const routeSchema = z
  .object({ name: z.string().describe("The name that its requests share"), ...outcome })
  .readonly();

const phasesSchema = z
  .object({
    connect: latencySchema.nullable().describe("TCP, per opened connection"),
    tlsHandshake: latencySchema.nullable().describe("TLS, per opened connection"),
    firstByte: latencySchema.nullable().describe("From sending to the first byte of the answer"),
  })
  .readonly();

const transferSchema = z
  .object({
    receivedBytes: bytes("Received"),
    sentBytes: bytes("Sent"),
    receivedBytesPerSecond: bytes("Received a second"),
    sentBytesPerSecond: bytes("Sent a second"),
  })
  .readonly();

const connectionsSchema = z
  .object({
    opened: count("Connections that were established"),
    failed: count("Attempts that came to nothing"),
    keepAliveRaces: count("Reused connections that the server closed before any byte of the answer"),
    retriedRequests: count("Idempotent requests that were sent once more because of that; counted once in the totals"),
    surplus: count("Connections given up because bytes followed a complete answer"),
  })
  .readonly();

const generatorSchema = z
  .object({
    cpuMs: z.number().nonnegative().describe("User and system time of this process, in milliseconds"),
    cpuPercent: z.number().nonnegative().describe("Of one core"),
    busyPercent: z
      .number()
      .nonnegative()
      .describe("Of the time, its event loop had work; near 100 it is the bottleneck"),
  })
  .readonly();

/** The output of `load`, a public format. What changes incompatibly gets a new value of `schema`. */
export const loadReportSchema = z
  .object({
    schema: z.literal("backwright.load/1").describe("Name and version of this format"),
    target: targetSchema,
    settings: settingsSchema,
    startedAt: z.iso.datetime().describe("UTC"),
    elapsedMs: z.number().nonnegative().describe("First send to planned end or last answer, whichever was later"),
    interrupted: z.boolean().describe("True when Ctrl-C ended the run early"),
    ...outcome,
    phases: phasesSchema,
    transfer: transferSchema,
    connections: connectionsSchema,
    generator: generatorSchema,
    routes: z.array(routeSchema).readonly().describe("The same figures for each name in the mix"),
    thresholds: z.array(thresholdSchema).readonly(),
    findings: z
      .array(findingSchema)
      .readonly()
      .describe("What follows from the figures; the first is the recommendation"),
  })
  .readonly();

export type LoadReport = z.output<typeof loadReportSchema>;
export type RouteReport = z.output<typeof routeSchema>;
