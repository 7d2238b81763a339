import { z } from "zod";

const group = "Verdict";

/** What has to hold: exit code 1 when it does not. */
export const gateFlags = {
  targetP99: z
    .number()
    .positive()
    .optional()
    .describe("Milliseconds that P99 may take: exit code 1 above it (default 200, without the exit code)")
    .meta({ value: "MS", group }),
  threshold: z
    .array(z.string())
    .default([])
    .describe('What has to hold, as "p95 < 100ms" or "errors < 1%": exit code 1 when it does not')
    .meta({ value: "EXPRESSION", group }),
  thresholds: z
    .string()
    .optional()
    .describe("File of thresholds, or a decision that decide --json wrote: exit code 1 when one is missed")
    .meta({ value: "FILE", group }),
  expectRateLimit: z
    .boolean()
    .default(false)
    .describe("Success is that a limiter answers 429, and the report says when and how: exit code 1 when none does")
    .meta({ group }),
};

export type GateFlags = z.output<z.ZodObject<typeof gateFlags>>;
