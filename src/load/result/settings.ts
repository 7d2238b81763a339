import { z } from "zod";

export const targetSchema = z
  .object({
    url: z.string().describe("As given, without secrets"),
    address: z.string().describe("Where it connected to"),
    transport: z.string().describe("How answers were received: by node:net or node:tls, or at the kernel's socket"),
  })
  .readonly();

const stageSchema = z
  .object({
    durationMs: z.number().nonnegative().describe("How long the level moves; 0 is a jump"),
    target: z.number().nonnegative().describe("Requests a second (open) or users (closed) at its end"),
  })
  .readonly();

/** Closed: users who wait for their answers. Open: requests by the clock, whether or not the server answers. */
export const modelSchema = z
  .object({
    kind: z.enum(["closed", "open"]),
    startPerSecond: z.number().nullable().describe("Open: requests a second at the start; null when closed"),
    process: z.enum(["constant", "poisson"]).nullable().describe("Open: how arrivals are spaced; null when closed"),
    stages: z.array(stageSchema).readonly().describe("One after another; none: the level never changes"),
    scenario: z.string().nullable().describe("What the users play; null for plain requests"),
  })
  .readonly();

export const settingsSchema = z
  .object({
    method: z.string().nullable().describe("HTTP method; null for a mix of several requests"),
    headers: z
      .array(z.object({ name: z.string(), value: z.string() }).readonly())
      .readonly()
      .describe("As given; values that may be secret are redacted"),
    bodyBytes: z.int().nonnegative(),
    concurrency: z.int().positive().describe("Users of a closed workload, connections at most of an open one"),
    durationMs: z.number().nullable().describe("Planned; null when only the number of requests ends the run"),
    requestLimit: z.int().nullable().describe("Planned total over all users"),
    timeoutMs: z.number(),
    keepAlive: z.boolean(),
    tlsVerified: z.boolean().nullable().describe("Null without TLS"),
    expectStatus: z.int().nullable(),
    protocol: z.enum(["http/1.1", "h2"]),
    streams: z.int().positive().describe("Concurrent streams of a connection; 1 but for HTTP/2"),
    redirects: z.int().nonnegative().describe("Redirects followed in a row"),
    model: modelSchema,
  })
  .readonly();

export type LoadSettings = z.output<typeof settingsSchema>;
export type LoadModel = z.output<typeof modelSchema>;
