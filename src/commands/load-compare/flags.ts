import { z } from "zod";
import {
  connectionFlags,
  consentFlags,
  engineFlags,
  requestFlags,
  shapeFlags,
  someShare,
  someTime,
} from "../load/flags/index.ts";

const group = "Verdict";

/** Like those of `load`, but what was not given stays unknown: a saved run says it then. */
export const compareFlags = {
  ...shapeFlags,
  ...engineFlags,
  ...requestFlags,
  method: z.string().optional().describe("HTTP method (default: GET, or the saved run's)").meta({ group: "Request" }),
  ...connectionFlags,
  timeout: someTime()
    .optional()
    .describe("For a connection to open, and for an answer to be complete (default: 10s, or the saved run's)")
    .meta({ value: "TIME", group: "Connection" }),
  keepalive: z
    .boolean()
    .optional()
    .describe("Reuse connections (default); --no-keepalive opens one for each request")
    .meta({ group: "Connection" }),
  maxRedirects: z
    .int()
    .min(0)
    .max(20)
    .optional()
    .describe("Redirects to follow in a row (default: 0, or the saved run's)")
    .meta({ group: "Connection" }),
  ...consentFlags,
  tolerance: someShare()
    .optional()
    .describe(
      "A gate: exit code 1 when the second one is proven to be slower by more than this. Default 5% against a saved run; between two addresses only when given",
    )
    .meta({ value: "PERCENT", group }),
  strict: z.boolean().default(false).describe("With the gate: exit code 1 also when it cannot be told").meta({ group }),
};

export type CompareFlags = z.output<z.ZodObject<typeof compareFlags>>;
