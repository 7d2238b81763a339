import { z } from "zod";

/** A promise and whether it was kept. */
export const thresholdSchema = z
  .object({
    name: z
      .string()
      .describe("What is judged: p50 to p999, mean, min, max, errors, rate, checks, expect-status, rate-limit"),
    expression: z.string().describe("The promise in full: p99 <= 200ms"),
    step: z.string().nullable().describe("The request that it is about; null for all of them"),
    limit: z.number().describe("In the unit"),
    unit: z.enum(["ms", "percent", "per-second", "status", "count"]),
    actual: z.number().nullable().describe("What was measured, in the unit; null when nothing was"),
    asked: z.boolean().describe("False for a default that was not asked for: it does not change the exit code"),
    source: z.enum(["default", "flag", "file", "decision", "scenario"]).describe("Who made it"),
    met: z.boolean(),
  })
  .readonly();

/** Whether the figures can be believed: how much of what was measured is the generator's own doing. */
export const validitySchema = z
  .object({
    valid: z.boolean().describe("False: the generator was starved, and the exit code is 5"),
    oursPercent: z.number().nonnegative().describe("Share of the measured delay that is the generator's own"),
    reasons: z
      .array(
        z
          .object({
            code: z.string().describe("lost-threads, not-run, stalled, late-sends, late-reads, rate-missed"),
            figures: z.record(z.string(), z.number()).readonly().describe("What was seen, units in the names"),
          })
          .readonly(),
      )
      .readonly()
      .describe("Why not; empty for a valid run"),
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

export const environmentSchema = z
  .record(z.string(), scalar)
  .readonly()
  .describe("The machine and the programs that measured, as far as they are known");

export type Threshold = z.output<typeof thresholdSchema>;
export type Validity = z.output<typeof validitySchema>;
export type LoadFinding = z.output<typeof findingSchema>;
export type Environment = z.output<typeof environmentSchema>;
