import { z } from "zod";
import { MEASURES } from "../design.ts";

const percent = (what: string) => z.number().nullable().describe(`${what}, in percent; null where it is not known`);
const measureName = z.enum(MEASURES);

export const measureSchema = z
  .object({
    name: measureName.describe("A quantile of latency, successful requests a second, or the share of failed requests"),
    first: z.number().nullable().describe("Milliseconds; requests a second; percent of failed requests"),
    second: z.number().nullable(),
    changePercent: percent(
      "The second against the first: above 0 it takes longer, or does more; for failures percentage points",
    ),
    lowPercent: percent("Lower end of its interval"),
    highPercent: percent("Upper end of it"),
    confidencePercent: z.number().describe("Of the interval, after Holm's correction and all looks"),
    p: z.number().describe("Of the test that it differs"),
    units: z
      .int()
      .nonnegative()
      .describe("Independent pieces of evidence: groups of pairs of blocks, or batches of a run"),
    kind: z
      .enum(["different", "same", "unclear"])
      .describe("different: shown to differ by more than is negligible; same: shown not to matter"),
    moreSeconds: z
      .number()
      .nullable()
      .describe("How much longer would tell, with a probability of 80 %; only when unclear"),
  })
  .readonly();

export const verdictSchema = z
  .object({
    kind: z
      .enum(["different", "same", "unclear", "answers-differ", "nothing-measured"])
      .describe("answers-differ: the endpoints do not answer alike, so their speeds do not compare"),
    measure: measureName.nullable().describe("What it speaks of; null when of none"),
    second: z.enum(["faster", "slower"]).nullable().describe("What the second endpoint is, when it differs"),
    changePercent: percent("How much less or more time the second one takes"),
    lowPercent: percent("Lower end of the interval"),
    highPercent: percent("Upper end of it"),
    withinPercent: percent("No difference is larger than this; only when the same"),
    moreSeconds: z.number().nullable().describe("How much longer would tell; only when unclear"),
  })
  .readonly();

export const gateSchema = z
  .object({
    tolerancePercent: z.number().describe("How much slower the second one may be"),
    strict: z.boolean().describe("True: what is not proven to be within the tolerance fails too"),
    outcome: z.enum(["passed", "failed", "unproven"]),
    broken: z.array(measureName).readonly().describe("Proven to be beyond the tolerance"),
    unproven: z.array(measureName).readonly().describe("Neither proven to be beyond it nor within it"),
  })
  .readonly();

export type ComparedMeasure = z.output<typeof measureSchema>;
export type Verdict = z.output<typeof verdictSchema>;
export type Gate = z.output<typeof gateSchema>;
