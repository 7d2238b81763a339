import { z } from "zod";
import { loadReportSchema } from "../../load/result/index.ts";

/** What --dry-run answers: what would be played. */
const checkedSchema = z
  .object({
    schema: z.literal("backwright.scenario-check/1").describe("Name and version of this format"),
    file: z.string().describe("What was read"),
    kind: z.enum(["scenario", "specification", "recording", "curl"]).describe("What it turned out to be"),
    target: z.string().describe("Where the load would go, without secrets"),
    flows: z
      .array(
        z
          .object({
            name: z.string(),
            weight: z.number(),
            steps: z.array(z.string()).readonly().describe("Names of its requests, in order"),
          })
          .readonly(),
      )
      .readonly(),
    warnings: z.array(z.string()).readonly().describe("What is not as it may have been meant, with its place"),
    saved: z.string().nullable().describe("Where the scenario was written to"),
  })
  .readonly();

export const output = z.union([loadReportSchema, checkedSchema]).meta({ type: "object" });

export type Checked = z.output<typeof checkedSchema>;
export type Output = z.output<typeof output>;
