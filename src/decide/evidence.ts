import { z } from "zod";

/** Named values that a statement rests on. */
export const evidenceSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]))
  .readonly();

export type Evidence = z.output<typeof evidenceSchema>;
