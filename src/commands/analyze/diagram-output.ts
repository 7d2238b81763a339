import { z } from "zod";

const column = z.object({
  name: z.string(),
  type: z.string(),
  isKey: z.boolean(),
  isReference: z.boolean(),
  nullable: z.boolean(),
});

const finding = z.object({ code: z.string(), severity: z.enum(["info", "warning", "error"]), subject: z.string() });

/** A schema as a picture shows it. */
export const diagramOutput = z.object({
  tables: z
    .array(
      z.object({
        name: z.string(),
        rows: z.number().nullable(),
        columns: z.array(column).readonly(),
        findings: z.array(finding).readonly(),
      }),
    )
    .readonly(),
  links: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        columns: z.array(z.string()).readonly(),
        isOptional: z.boolean(),
        isUnique: z.boolean().describe("At most one row of `from` per row of `to`"),
        isUnindexed: z.boolean(),
      }),
    )
    .readonly(),
});
