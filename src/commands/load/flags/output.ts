import { z } from "zod";

const group = "Output";

/** What is written besides the report. */
export const outputFlags = {
  samples: z
    .string()
    .optional()
    .describe("File for every single request, a line of JSON each")
    .meta({ value: "FILE", group }),
  prometheus: z
    .string()
    .optional()
    .describe("File for the figures as Prometheus metrics (text format)")
    .meta({ value: "FILE", group }),
  otlp: z
    .string()
    .optional()
    .describe("File, or endpoint (http, https) of an OpenTelemetry collector, for the figures as OTLP metrics in JSON")
    .meta({ value: "FILE|URL", group }),
};

export type OutputFlags = z.output<z.ZodObject<typeof outputFlags>>;
