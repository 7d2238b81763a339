import { z } from "zod";

/** The course of a run for a later comparison; `load/saved` packs and unpacks it. */
export const rawSchema = z
  .object({
    widthMs: z.number().positive().describe("What one row stands for"),
    rows: z.int().nonnegative().max(10_000),
    data: z
      .string()
      .max(4_000_000)
      .describe(
        "Base64 of LEB128 numbers; a row: due, sent, successful, failed, buckets, and per bucket its distance and count",
      ),
  })
  .readonly();
