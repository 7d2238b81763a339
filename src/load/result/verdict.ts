import { z } from "zod";

export const thresholdSchema = z
  .object({
    name: z.enum(["p99", "expect-status"]),
    limit: z.number().describe("Milliseconds for p99, a status for expect-status"),
    actual: z.number().nullable().describe("What was measured; null when nothing was"),
    asked: z.boolean().describe("False for a default that was not asked for: it does not change the exit code"),
    met: z.boolean(),
  })
  .readonly();

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const findingSchema = z
  .object({
    code: z.string().describe("kebab-case and stable"),
    severity: z.enum(["info", "warning", "error"]),
    subject: z.object({ kind: z.string(), name: z.string() }).readonly(),
    evidence: z.record(z.string(), z.union([scalar, z.array(scalar).readonly()])).readonly(),
  })
  .readonly();

export type Threshold = z.output<typeof thresholdSchema>;
export type LoadFinding = z.output<typeof findingSchema>;
