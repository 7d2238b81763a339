import { z } from "zod";

const group = "Consent";

/** Where load may go. */
export const consentFlags = {
  yesIOwn: z
    .array(z.string())
    .default([])
    .describe("A host that you may load; also BACKWRIGHT_ALLOW_HOSTS. Loopback and private addresses need none")
    .meta({ value: "HOST", group }),
  allowHosts: z
    .string()
    .optional()
    .describe("File of hosts that you may load, one a line")
    .meta({ value: "FILE", group }),
};

export type ConsentFlags = z.output<z.ZodObject<typeof consentFlags>>;
