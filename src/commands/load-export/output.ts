import { z } from "zod";
import { findingSchema } from "../../load/result/index.ts";

export const output = z
  .object({
    schema: z.literal("backwright.load-export/1").describe("Name and version of this format"),
    tool: z.enum(["k6", "locust"]),
    source: z.string().describe("What was exported, without secrets"),
    target: z.string().describe("Where the load goes, without secrets"),
    name: z.string().describe("Name of the TestRun, for k6"),
    folder: z.string(),
    files: z
      .array(z.object({ path: z.string(), bytes: z.int().nonnegative() }).readonly())
      .readonly()
      .describe("What was written"),
    environment: z
      .array(
        z
          .object({
            name: z.string(),
            what: z.string().nullable().describe("The secret that it stands for; null: the file asks for it itself"),
          })
          .readonly(),
      )
      .readonly()
      .describe("Variables that the script reads; no secret was written"),
    findings: z.array(findingSchema).readonly().describe("What the tool cannot say, or says otherwise, with its place"),
    next: z.array(z.string()).readonly().describe("Lines to type next"),
    warnings: z.array(z.string()).readonly().describe("Of reading the source"),
  })
  .readonly();

export type Output = z.output<typeof output>;
