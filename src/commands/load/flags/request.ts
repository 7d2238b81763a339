import { z } from "zod";

const group = "Request";

/** What is sent. */
export const requestFlags = {
  method: z.string().default("GET").describe("HTTP method").meta({ group }),
  header: z
    .array(z.string())
    .default([])
    .describe("A header to send; repeat it for more")
    .meta({ short: "H", value: "NAME: VALUE", group }),
  body: z
    .string()
    .optional()
    .describe("Body to send; JSON is sent as application/json unless a header says otherwise")
    .meta({ group }),
  data: z.string().optional().describe("File that holds the body").meta({ value: "FILE", group }),
  expectStatus: z
    .int()
    .min(100)
    .max(599)
    .optional()
    .describe("The status that counts as success; exit code 1 otherwise")
    .meta({ group }),
};

export type RequestFlags = z.output<z.ZodObject<typeof requestFlags>>;
