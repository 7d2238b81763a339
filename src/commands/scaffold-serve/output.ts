import { z } from "zod";
import { findingOutput } from "../ledger/index.ts";

export const serveOutput = z.object({
  specification: z.string(),
  url: z.string().describe("Where it was served, base path included"),
  operations: z.number(),
  requests: z.number(),
  answers: z
    .array(z.object({ operation: z.string().nullable(), status: z.number(), count: z.number() }))
    .readonly()
    .describe("Requests by the operation that they meant and the status that they got"),
  findings: z.array(findingOutput).readonly(),
});

export type ServeOutput = z.output<typeof serveOutput>;
