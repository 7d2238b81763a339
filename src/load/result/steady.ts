import { z } from "zod";

const course = (what: string) =>
  z
    .object({
      warmUpPercent: z.number().describe("The mean during the warm-up against the mean after it; 0 without a warm-up"),
      driftPercent: z.number().describe("The second half of the rest against its first half"),
      drifts: z.boolean().describe("The drift is no chance (p < 1 %) and at least 5 %"),
    })
    .readonly()
    .describe(what);

/** Whether the run had settled, and what its start was worth. */
export const steadyStateSchema = z
  .object({
    verdict: z
      .enum(["steady", "warmed-up", "unsteady", "too-short"])
      .describe("unsteady: it drifts, or never settled, so its percentiles describe no lasting state"),
    warmUpMs: z.number().nonnegative().describe("How long the run took to settle"),
    throughput: course("Finished requests over time"),
    p50: course("The median latency over time"),
    after: z
      .object({
        perSecond: z.number().nonnegative().describe("Finished requests a second"),
        p50Ms: z.number().nonnegative(),
        p95Ms: z.number().nonnegative(),
        p99Ms: z.number().nonnegative(),
      })
      .readonly()
      .nullable()
      .describe(
        "All finished requests after the warm-up, within 1.6 %; null without one. Other figures hold the whole run",
      ),
  })
  .readonly();

export type SteadyState = z.output<typeof steadyStateSchema>;
