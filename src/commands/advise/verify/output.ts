import { z } from "zod";

const spread = z.object({
  medianMs: z.number(),
  lowMs: z.number().describe("The median lies between this and highMs, at 95 %"),
  highMs: z.number(),
  runs: z.number(),
});

/** What `--verify` has measured. */
export const verifiedOutput = z.object({
  indexes: z
    .array(
      z.object({
        name: z.string(),
        state: z.enum(["dropped", "kept", "failed", "not-built", "left"]),
        buildMs: z.number().nullable(),
        sizeBytes: z.number().nullable().describe("As built"),
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
  queries: z
    .array(
      z.object({
        text: z.string().describe("Constants are $n"),
        origin: z.string(),
        calls: z.number(),
        before: spread.nullable().describe("Without the indexes, runs before and afterwards together"),
        drift: z
          .object({ first: spread, again: spread })
          .nullable()
          .describe("Without them apart: before they were built, and after they were dropped; null with --keep"),
        after: spread.nullable(),
        uses: z.array(z.string()).readonly().describe("Indexes built here that its plan went by"),
        verdict: z.enum(["faster", "slower", "no-difference", "not-measured"]),
        reason: z.enum(["writes", "unknown-values", "refused", "timeout", "not-built"]).nullable(),
      }),
    )
    .readonly(),
});

export type Verified = z.output<typeof verifiedOutput>;
