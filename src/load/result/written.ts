import { z } from "zod";

/** Something that was written beside the report. */
export const writtenSchema = z
  .object({
    what: z.enum(["samples", "prometheus", "otlp"]),
    to: z.string().describe("The file or the endpoint, without secrets"),
    count: z.int().nonnegative().nullable().describe("Requests in it, for samples"),
    problem: z.string().nullable().describe("Why it is not complete; null when it is. Exit code 3 otherwise"),
  })
  .readonly();

export type Written = z.output<typeof writtenSchema>;
