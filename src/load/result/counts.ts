import { z } from "zod";
import { FAILURE_KINDS } from "../failure.ts";

const count = (what: string) => z.int().nonnegative().describe(what);

export const requestCountsSchema = z
  .object({
    total: count("Requests begun: successful + failed + unfinished"),
    successful: count("Whole answers with a status below 400, or with the expected one"),
    failed: count("Finished without success"),
    unfinished: count("In flight one second after the end"),
    successfulPercent: z.number().describe("Of the total, rounded down to a tenth"),
    failedPercent: z.number().describe("Of the total, rounded up to a tenth"),
    perSecond: z.number().nonnegative().describe("Finished requests a second"),
  })
  .readonly();

export const errorSchema = z
  .object({
    kind: z.enum([...FAILURE_KINDS, "http-status"]).describe("Why requests failed"),
    status: z.int().nullable().describe("The status, for http-status"),
    count: count("Requests that failed so"),
  })
  .readonly();

export const statusSchema = z
  .object({ status: z.int().describe("HTTP status"), count: count("Whole answers with it") })
  .readonly();

export type RequestCounts = z.output<typeof requestCountsSchema>;
export type ErrorCount = z.output<typeof errorSchema>;
export type StatusCount = z.output<typeof statusSchema>;
