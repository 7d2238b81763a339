import { z } from "zod";
import type { JsonValue } from "../../kit/index.ts";

const json = z.custom<JsonValue>(() => true);

/** A finding as JSON: the code says what, the evidence holds names and figures. */
export const findingOutput = z.object({
  code: z.string(),
  severity: z.enum(["info", "warning", "error"]),
  subject: z.object({
    kind: z.string(),
    name: z.string(),
    file: z.string().exactOptional(),
    line: z.number().exactOptional(),
    column: z.number().exactOptional(),
  }),
  evidence: z.record(z.string(), json),
  fix: z.string().exactOptional(),
});
