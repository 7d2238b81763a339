import { z } from "zod";
import { errorSchema, requestCountsSchema, settingsSchema, statusSchema } from "../../result/index.ts";

const milliseconds = z.number().nonnegative().nullable();

/** One of the two that are compared. */
export const sideSchema = z
  .object({
    name: z.string().describe("The address as given, without secrets, or the file of a saved run"),
    url: z.string().describe("What was loaded"),
    address: z.string().describe("Where it connected to"),
    transport: z.string(),
    startedAt: z.iso.datetime().describe("UTC"),
    elapsedMs: z.number().nonnegative().describe("How long it was under load"),
    settings: settingsSchema,
    requests: requestCountsSchema,
    p50Ms: milliseconds.describe("Of its successful requests; null without any"),
    p90Ms: milliseconds,
    p99Ms: milliseconds,
    bytesPerAnswer: z.number().nonnegative().nullable().describe("Received, headers included; null without an answer"),
    errors: z.array(errorSchema).readonly(),
    statuses: z.array(statusSchema).readonly(),
    valid: z.boolean().nullable().describe("False: its figures are the generator's own; null when it was not judged"),
  })
  .readonly();

export type ComparedSide = z.output<typeof sideSchema>;
