import { z } from "zod";
import { latencySchema } from "./latency.ts";

const bytes = (what: string) => z.number().nonnegative().describe(`${what}, in bytes of HTTP without TLS framing`);
const count = (what: string) => z.int().nonnegative().describe(what);

export const phasesSchema = z
  .object({
    connect: latencySchema.nullable().describe("TCP, per opened connection"),
    tlsHandshake: latencySchema.nullable().describe("TLS, per opened connection"),
    firstByte: latencySchema.nullable().describe("From sending to the first byte of the answer"),
    download: latencySchema.nullable().describe("From the first byte of the answer to its last"),
  })
  .readonly();

export const transferSchema = z
  .object({
    receivedBytes: bytes("Received"),
    sentBytes: bytes("Sent"),
    receivedBytesPerSecond: bytes("Received a second"),
    sentBytesPerSecond: bytes("Sent a second"),
  })
  .readonly();

export const connectionsSchema = z
  .object({
    opened: count("Connections that were established"),
    failed: count("Attempts that came to nothing"),
    keepAliveRaces: count("Reused connections that the server closed before any byte of the answer"),
    retriedRequests: count("Idempotent requests that were sent once more because of that; counted once in the totals"),
    surplus: count("Connections given up because bytes followed a complete answer"),
  })
  .readonly();

export const generatorSchema = z
  .object({
    cpuMs: z.number().nonnegative().describe("User and system time of this process, in milliseconds"),
    cpuPercent: z.number().nonnegative().describe("Of one core"),
    busyPercent: z
      .number()
      .nonnegative()
      .describe("Of the time, its event loop had work; near 100 it is the bottleneck"),
    workers: z.int().positive().nullable().describe("Threads that sent; null where it is not known"),
    stamps: z
      .enum(["kernel", "program"])
      .nullable()
      .describe("Who says when an answer arrived: the kernel at the socket, or the generator when it came to read"),
    queueing: latencySchema
      .nullable()
      .describe("From an answer's arrival to its being read: the generator's own queue"),
    stolenMs: z.number().nonnegative().nullable().describe("Ready to run, and not run by the system"),
    longestStallMs: z.number().nonnegative().nullable().describe("The longest that it stayed away from its sockets"),
    stalledMs: z.number().nonnegative().nullable().describe("All such absences above 5 ms together"),
    fallback: z.string().nullable().describe("Why the kernel transport was not used; null when it was, or not wanted"),
  })
  .readonly();

/** How an open workload kept its clock. */
export const scheduleSchema = z
  .object({
    due: count("Requests that were due"),
    sent: count("Requests that were sent"),
    unsent: count("Due, and never sent because no connection came free before the end"),
    lag: latencySchema.nullable().describe("From due to sent, as far as the generator is the cause"),
    blocked: latencySchema.nullable().describe("From due to sent, as every connection still waited for the server"),
  })
  .readonly();

export const checkSchema = z
  .object({
    route: z.string().describe("The step that it belongs to"),
    name: z.string(),
    passed: count("How often it held"),
    failed: count("How often it did not"),
  })
  .readonly();

export const rateLimitSchema = z
  .object({
    count: count("Answers 429"),
    firstAtMs: z.number().nonnegative().nullable().describe("The first one, from the start; null when there was none"),
    firstAfterRequests: z.int().nonnegative().nullable().describe("Requests sent by then that were let through"),
    ratePerSecond: z.number().nonnegative().nullable().describe("Those, a second"),
    headers: z
      .array(z.object({ name: z.string(), value: z.string() }).readonly())
      .readonly()
      .describe("Retry-After, RateLimit and X-RateLimit headers of the first one"),
    recoveredAfterMs: z
      .number()
      .nonnegative()
      .nullable()
      .describe("From the first one until a later request was let through; null when none was"),
  })
  .readonly();

export type Phases = z.output<typeof phasesSchema>;
export type Schedule = z.output<typeof scheduleSchema>;
export type RateLimit = z.output<typeof rateLimitSchema>;
