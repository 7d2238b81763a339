import { z } from "zod";

export const targetSchema = z
  .object({
    url: z.string().describe("As given, without secrets"),
    address: z.string().describe("Where it connected to"),
    transport: z.string().describe("How: node:net or node:tls"),
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
    concurrency: z.int().positive().describe("Users, with a connection each"),
    durationMs: z.number().nullable().describe("Planned; null when only the number of requests ends the run"),
    requestLimit: z.int().nullable().describe("Planned total over all users"),
    timeoutMs: z.number(),
    keepAlive: z.boolean(),
    tlsVerified: z.boolean().nullable().describe("Null without TLS"),
    expectStatus: z.int().nullable(),
  })
  .readonly();

export type LoadSettings = z.output<typeof settingsSchema>;
